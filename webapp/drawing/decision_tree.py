"""Decision trees: decisions and chances as lists within lists, their values rolled back and the choice marked."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.craft.decision_tree import Branch, Fork, Node, require_readable, walk
from webapp.drawing.marks import NO_BREAK, NO_VALUE, Drawing, Form, Reading, Table, shown, text
from webapp.drawing.regions import NOWHERE, Place, Regions, letter, opening

_WIDE_FROM = 3
_TRIANGLE = (
    '<svg viewBox="0 0 20 20" role="img" aria-label="payoff">'
    '<path class="f-leaf k-edge" stroke-width="1.5" d="M17 2v16L3 10z"/></svg>'
)
_STRUCK = (
    '<svg class="tree-cut" viewBox="0 0 14 16" aria-hidden="true">'
    '<path class="f-none k-edge" stroke-width="1.5" d="M2 14L7 2M7 14L12 2"/></svg><span class="vh">not chosen</span>'
)


@dataclass(frozen=True)
class DecisionTree:
    """The question that is decided, and its tree."""

    title: str
    unit: str
    root: Node
    solved: bool = True

    def __post_init__(self) -> None:
        """Refuse what nobody takes in."""
        require_readable(self.root)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every branch of the first two steps, by the names that lead to it."""
        return tuple(way for way, _, _ in walk(self.root) if len(way) <= 2)

    @property
    def steps(self) -> int:
        """How deep the tree is."""
        return max(len(way) for way, _, _ in walk(self.root))


def draw(value: DecisionTree, regions: Regions = NOWHERE) -> Drawing:
    """Draw squares and circles from left to right, or as an outline on a phone."""
    body = (
        f'<div class="tree"><p class="tree-asked">{text(value.root.name)}</p>'
        f'<div class="tree-root">{_node(value.root, value)}{_branches(value.root, (), value, regions)}</div>'
        f'<p class="tree-unit">Payoffs in {text(value.unit)}.{_explained(value)}</p></div>'
    )
    return Drawing(body, _table(value), Form.WORDS, wide=value.steps >= _WIDE_FROM, readings=_readings(value))


def _branches(node: Node, way: tuple[str, ...], value: DecisionTree, regions: Regions) -> str:
    items = (_branch(each, node, (*way, each.name), value, regions) for each in node.branches)
    return f"<ul>{''.join(items)}</ul>"


def _branch(branch: Branch, node: Node, way: tuple[str, ...], value: DecisionTree, regions: Regions) -> str:
    then = branch.then
    beyond = _branches(then, way, value, regions) if isinstance(then, Node) else ""
    state = _state(branch, node) if value.solved else ""
    words = (
        f"<b>{letter(way, regions)}{text(branch.name)}</b>"
        f"<small>{text(_facts(branch, value))}{_said(state)}</small>"
    )
    own = " ".join(filter(None, ("tree-branch", state and f"tree-{state}")))
    named = f"{opening('div', way, regions, 'tree-way')}{words}</div>"
    return f'<li class="{own}">{named}{_end(branch, value)}{beyond}</li>'


def _state(branch: Branch, node: Node) -> str:
    """What becomes of a branch: at a decision it is chosen or struck, at a chance nobody chooses."""
    if node.chosen is None:
        return ""
    return "chosen" if branch is node.chosen else "struck"


def _said(state: str) -> str:
    return {"chosen": '<em class="tree-word">chosen</em>', "struck": _STRUCK, "": ""}[state]


def _facts(branch: Branch, value: DecisionTree) -> str:
    """The probability or the cost of a branch, and what the cost leaves."""
    facts = [] if branch.probability is None else [shown(branch.probability)]
    facts += [f"cost {shown(branch.cost)}"] * bool(branch.cost)
    facts += [f"leaves {shown(branch.value)}"] * (bool(branch.cost) and value.solved)
    return ", ".join(facts)


def _end(branch: Branch, value: DecisionTree) -> str:
    """What stands at the end of a branch: a node, or the payoff."""
    if isinstance(branch.then, Node):
        return _node(branch.then, value)
    return f'<span class="tree-end">{_TRIANGLE}<b>{shown(branch.then)}</b></span>'


def _node(node: Node, value: DecisionTree) -> str:
    worth = f"<b>{shown(node.value)}</b>" if value.solved else ""
    kind = f'<span class="vh">{node.fork.value}</span>'
    return f'<span class="tree-node tree-{node.fork.value}">{kind}{worth}</span>'


def _explained(value: DecisionTree) -> str:
    if not value.solved:
        return ""
    return " The number in a square or a circle is its expected monetary value."


def _readings(value: DecisionTree) -> tuple[Reading, ...]:
    if not value.solved:
        return ()
    return tuple(
        Reading(f"EMV of “{each.name}”", shown(each.value), _sum(each)) for each in value.root.branches
    )


def _sum(branch: Branch) -> str:
    """How the value of a branch comes about."""
    if isinstance(branch.then, Node) and branch.then.fork is Fork.CHANCE:
        words = " + ".join(_product(each) for each in branch.then.branches)
    else:
        words = shown(branch.value + branch.cost) if branch.cost else ""
    return f"{words} − {shown(branch.cost)}" if branch.cost else words


def _product(outcome: Branch) -> str:
    worth = shown(outcome.value)
    worth = f"({worth})" if outcome.value < 0 else worth
    return f"{shown(outcome.weight)}{NO_BREAK}×{NO_BREAK}{worth}"


def _table(value: DecisionTree) -> Table:
    columns = ("Branch", "Probability", "Cost", "Payoff", "EMV", "Chosen")
    kept = len(columns) if value.solved else 4
    rows = tuple(_row(way, node, branch)[:kept] for way, node, branch in walk(value.root))
    return Table(
        f"{value.title} ({value.unit})", columns[:kept], rows, frozenset({1, 2, 3, 4} & set(range(kept)))
    )


def _row(way: tuple[str, ...], node: Node, branch: Branch) -> tuple[str, ...]:
    chosen = {"chosen": "yes", "struck": "no", "": NO_VALUE}[_state(branch, node)]
    return (
        " › ".join(way),
        NO_VALUE if branch.probability is None else shown(branch.probability),
        shown(branch.cost) if branch.cost else NO_VALUE,
        NO_VALUE if isinstance(branch.then, Node) else shown(branch.then),
        shown(branch.value),
        chosen,
    )
