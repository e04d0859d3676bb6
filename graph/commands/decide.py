"""`onus decide`: what people decide about claims and actors, kept with who, when and why."""

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from graph.commands.options import Place, takes_place
from graph.commands.terminal import console, table
from graph.correcting import SETTABLE
from graph.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from graph.decisions import Decision, Matter
    from graph.store import Store

Command = TypeVar("Command", bound=Callable[..., object])


@click.group()
def decide() -> None:
    """Review claims, and say which actors are one. Every decision can be undone and none is forgotten.

    CLAIM is an id or IRI as 'onus query --ids' shows it, ACTOR a name or an IRI, also that of a mention:
    of whoever one article calls so.

    \b
    Examples:
      onus decide reject 1f0c9a... --reason "the quote is about another general"
      onus decide merge "Gen. Haftar" "Khalifa Haftar" --reason "same man"
      onus decide list
      onus decide undo 3 --reason "decided too early"
    """


def recorded(command: Command) -> Command:
    """Add the options that every decision needs."""
    command = click.option("--reason", required=True, help="Why: kept with the decision.")(command)
    return click.option(
        "--author", default=getpass.getuser, envvar="ONUS_AUTHOR", show_envvar=True, help="Who decides."
    )(command)


@decide.command()
@click.argument("claim")
@recorded
@takes_place
def accept(place: Place, claim: str, author: str, reason: str) -> None:
    """Confirm CLAIM: its article says so.

    \b
    Example:
      onus decide accept 1f0c9a... --reason "read in full"
    """
    _review(place, claim, "accepted", author, reason)


@decide.command()
@click.argument("claim")
@recorded
@takes_place
def reject(place: Place, claim: str, author: str, reason: str) -> None:
    """Reject CLAIM: its article does not say so. It no longer counts for any edge.

    \b
    Example:
      onus decide reject 1f0c9a... --reason "the quote is about another general"
    """
    _review(place, claim, "rejected", author, reason)


@decide.command()
@click.argument("claim")
@recorded
@takes_place
def withhold(place: Place, claim: str, author: str, reason: str) -> None:
    """Withhold CLAIM, for instance to protect a witness. No graph has it until that is undone.

    \b
    Example:
      onus decide withhold 1f0c9a... --reason "puts the witness at risk"
    """
    _review(place, claim, "withheld", author, reason)


@decide.command()
@click.argument("claim")
@click.option(
    "--set",
    "changes",
    metavar="FIELD=VALUE",
    multiple=True,
    required=True,
    help=f"A field and its right value, empty for none. Fields: {', '.join(SETTABLE)}; of one whom the "
    "article's claims do not name yet also the kind: subject_kind=Person.",
)
@recorded
@takes_place
def correct(place: Place, claim: str, changes: tuple[str, ...], author: str, reason: str) -> None:
    """Put a corrected claim, of the same quote, in the place of CLAIM.

    \b
    Examples:
      onus decide correct 1f0c9a... --set stance=denies --set asserter=Rwanda --reason "it is the denial"
      onus decide correct 1f0c9a... --set status=sanctionLifted --reason "lifted in May"
    """
    from graph.deciding import correct_claim
    from graph.finding import find_claim

    given = dict(_change(change) for change in changes)
    with place.open() as store:
        iri = find_claim(store, claim)
        _tell(correct_claim(store, iri, given, place.texts, author=author, reason=reason))


@decide.command()
@click.argument("actor")
@click.argument("into")
@recorded
@takes_place
def merge(place: Place, actor: str, into: str, author: str, reason: str) -> None:
    """Say that ACTOR is the same as INTO, under whose IRI both then stand, or under that of the reference
    actor if one of them is. Undoing it restores the graph as it was.

    \b
    Example:
      onus decide merge "Hemedti" "Mohamed Hamdan Dagalo" --reason "his nickname"
    """
    from graph.deciding import merge_actors, read_kinds
    from graph.vocabulary import reference_actors

    with place.open() as store:
        actors = _actors(store, actor, into)
        kinds = [read_kinds(store, each) for each in actors]
        _tell(merge_actors(store, *actors, author=author, reason=reason))
        known = [reference_actors()[each] for each in actors if each in reference_actors()]
    for reference in known:
        for name, own in zip((actor, into), kinds, strict=True):
            if own - {"Organization", reference.kind}:
                told = f"{name} ({', '.join(sorted(own))}) is now {reference.label} ({reference.kind})"
                click.echo(f"onus: mind that {told}: undo it if that is wrong", err=True)


@decide.command("keep-apart")
@click.argument("actor")
@click.argument("other")
@recorded
@takes_place
def keep_apart(place: Place, actor: str, other: str, author: str, reason: str) -> None:
    """Say that ACTOR is not OTHER, whatever they are called.

    \b
    Example:
      onus decide keep-apart https://example.org/articles/7#1f0c9a "Ali Hassan" --reason "a namesake"
    """
    from graph.deciding import keep_apart as keep_actors_apart

    with place.open() as store:
        _tell(keep_actors_apart(store, *_actors(store, actor, other), author=author, reason=reason))


@decide.command()
@click.argument("decision")
@recorded
@takes_place
def undo(place: Place, decision: str, author: str, reason: str) -> None:
    """Take DECISION back, by the number that 'onus decide list' shows. Both stay on the record.

    \b
    Example:
      onus decide undo 3 --reason "decided too early"
    """
    from graph.deciding import undo_decision
    from graph.iris import decision_iri

    with place.open() as store:
        if not decision.isdecimal():
            raise UsageError(f"a decision is named by its number, not {decision!r}")
        iri = decision_iri(_base(store), int(decision))
        _tell(undo_decision(store, iri, author=author, reason=reason))


@decide.command("list")
@takes_place
def list_(place: Place) -> None:
    """List all decisions, oldest first.

    \b
    Example:
      onus decide list
    """
    from graph.deciding import read_decisions_of

    with place.open() as store:
        decisions = read_decisions_of(store)
    if not decisions.taken:
        click.echo("no decisions", err=True)
        return
    standing = {decision.number for decision in decisions.standing}
    rows = [
        (
            str(decision.number),
            _describe(decision.matter),
            decision.reason,
            decision.author,
            f"{decision.time:%Y-%m-%d %H:%M}",
            "stands" if decision.number in standing else "",
        )
        for decision in decisions.taken
    ]
    console().print(table(None, ("No.", "Decision", "Why", "Who", "When (UTC)", ""), rows))


def _change(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set takes FIELD=VALUE, not {text!r}")
    return name, value


def _review(place: Place, claim: str, state: str, author: str, reason: str) -> None:
    from graph.deciding import review_claim
    from graph.finding import find_claim

    with place.open() as store:
        iri = find_claim(store, claim)
        _tell(review_claim(store, iri, state, author=author, reason=reason))  # type: ignore[arg-type]


def _base(store: "Store") -> str:
    from graph.writer import Writer

    return Writer(store).base


def _actors(store: "Store", *names: str) -> "tuple[NamedNode, NamedNode]":
    from graph.finding import find_actor, read_mention

    one, other = (read_mention(name) or find_actor(store, name) for name in names)
    return one, other


def _describe(matter: "Matter") -> str:
    from graph.commands.results import short
    from graph.decisions import Review, Undoing
    from graph.identity import Same

    match matter:
        case Review(claim=claim, state=state):
            return f"{state} {short(claim)}"
        case Same(one=one, other=other):
            return f"{short(one)} is {short(other)}"
        case Undoing(decision=undone):
            return f"undid {short(undone)}"
        case _:
            return f"{short(matter.one)} is not {short(matter.other)}"


def _tell(decision: "Decision") -> None:
    click.echo(f"decision {decision.number}: {_describe(decision.matter)}", err=True)
