"""Queries behind the lists of the HTTP service: filters that cost nothing where they are not used.

Their lines for parameters that are not given are left out (`queries.fitting`), so that the engine plans for
the filters in use alone.
"""

from collections.abc import Collection

import queries


def read(name: str, given: Collection[str] = ()) -> str:
    """The query of that file name (without `.rq`), with the lines for these parameters.

    Raises KeyError where there is no such query.
    """
    return queries.fitting(queries.text("lists", name), given)
