"""`python -m graph` is `onus`."""

from graph.commands import main

main()
