"""Where the graph is kept: embedded in this process, or on a SPARQL server."""

import os
from pathlib import Path

from graph.errors import StoreError
from graph.store.contract import Solutions, Store, Term
from graph.store.embedded import EmbeddedStore
from graph.store.endpoint import EndpointStore
from graph.store.withheld import NAME

__all__ = ["EmbeddedStore", "EndpointStore", "Solutions", "Store", "Term", "open_store"]


def open_store(data: Path, endpoint: str | None = None) -> EmbeddedStore | EndpointStore:
    """The store of a data directory (its folder `store`, created where missing), or at an endpoint, of which
    the data directory has what is withheld.

    `endpoint` as `possible_addresses` takes it, its login from ONUS_ENDPOINT_LOGIN in the environment, where
    no other user of the machine reads it. Raises StoreInUseError, StoreError, EndpointError, UsageError.
    """
    if endpoint is not None:
        login = os.environ.get("ONUS_ENDPOINT_LOGIN")
        return EndpointStore(endpoint, login=login, withheld=data / NAME)
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the data directory {data} cannot be created: {error.strerror}") from error
    return EmbeddedStore(data / "store")
