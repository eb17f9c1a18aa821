"""The commands for those who write: new questions, shapes for editors, a look at one file, what is near to a text."""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random, SystemRandom

from webapp.app import clock
from webapp.catalog import compiled
from webapp.catalog.proof import read_proof
from webapp.catalog.scaffold import Laid, Order, new_lesson, new_questions
from webapp.catalog.schema import schemas
from webapp.catalog.similar import Library, Near, texts_of
from webapp.commands.command import Groups, Refused, add, group
from webapp.domain.errors import NotFound
from webapp.settings import Settings
from webapp.store import migrating, questions
from webapp.store.session import Sessions, make_engine

MOST_NEAR = 5
LONGEST_STEM = 90


def add_commands(content: Groups) -> None:
    """Put them into the group of the content folder."""
    new = group(content, "new", "Begin a question or a lesson.")
    parser = add(new, "question", question)
    parser.add_argument("exam", help="the exam, such as pmp")
    parser.add_argument("task", help="the task of its latest outline, such as R8")
    parser.add_argument("--kind", default="single", help="the kind of question (default: %(default)s)")
    parser.add_argument("--approach", default="any", help="the approach (default: %(default)s)")
    parser.add_argument("--count", type=int, default=1, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="let the dice that place the key fall as they fell before")
    parser = add(new, "lesson", lesson)
    parser.add_argument("track", help="the folder of the track")
    parser.add_argument("slug", help="the lesson's name as the track lists it")
    parser.add_argument("--title", required=True, help="its title")
    parser = add(content, "schema", schema)
    parser.add_argument(
        "--write",
        nargs="?",
        type=Path,
        const=Path(),
        metavar="DIR",
        help="write them (default: schema/ in the content folder)",
    )
    parser = add(content, "preview", preview)
    parser.add_argument("file", type=Path, help="a question file or a case")
    parser = add(content, "similar", similar)
    parser.add_argument("text", help="a question file, a case, or the words of a stem")
    add(content, "compile", compile_content)


def question(asked: argparse.Namespace, settings: Settings) -> None:
    """Write skeletons of questions into the file of their task, under ids that were never used."""
    task = asked.task.upper()
    retired = _published(settings, f"{asked.exam}-{task.lower()}")
    order = Order(asked.exam, task, asked.kind, asked.approach, asked.count, retired)
    dice = Random(asked.seed) if asked.seed is not None else SystemRandom()  # noqa: S311 - places a key, hides nothing
    laid = new_questions(settings.content_dir, order, dice=dice, today=clock().date())
    print(f"{', '.join(laid.ids)}: {_place(laid)}")
    print("The dice have drawn the key. Fill in what says WRITE; the content is unfit until then.")


def lesson(asked: argparse.Namespace, settings: Settings) -> None:
    """Write the skeleton of a lesson that its track lists already."""
    laid = new_lesson(settings.content_dir, asked.track, asked.slug, asked.title, today=clock().date())
    print(f"{_place(laid)}\nFill in what says WRITE; the content is unfit until then.")


def schema(asked: argparse.Namespace, settings: Settings) -> None:
    """Say whether the JSON Schemas for editors are current, or write them."""
    home = settings.content_dir / "schema"
    folder = home if asked.write in {None, Path()} else asked.write
    made = schemas()
    if asked.write is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    stale = [name for name, text in made.items() if _read(folder / name) != text]
    if stale:
        raise Refused(f"{', '.join(stale)} in {folder} are not current; run `gantry content schema --write`")
    print(f"{len(made)} schemas in {folder} are current.")


def preview(asked: argparse.Namespace, settings: Settings) -> None:
    """Look at one question file: every fault with its line, and what the banks hold that is near to it."""
    raw = _raw(asked.file)
    catalog = compiled.load_around(settings.content_dir, settings.data_dir / compiled.NAME)
    proof = read_proof(raw, str(asked.file), catalog)
    library = Library([each for bank in catalog.banks.values() for each in bank])
    for each in proof.shown:
        near = library.nearest(texts_of(each.question), most=1, but=each.question.id)
        print(
            f"{asked.file}:{each.line}: {each.question.id}{''.join(f', nearest {_near(one)}' for one in near)}"
        )
    if proof.faults:
        print("\n".join(str(fault) for fault in proof.faults))
        raise Refused(f"{asked.file} has faults ({len(proof.faults)}); they stand above, one a line")
    print(f"No fault. Authors see how it will look at {settings.site_url}/items/preview.")


def similar(asked: argparse.Namespace, settings: Settings) -> None:
    """Name the questions of all banks that say most nearly the same as a file or as some words."""
    catalog = compiled.load_around(settings.content_dir, settings.data_dir / compiled.NAME)
    library = Library([each for bank in catalog.banks.values() for each in bank])
    wanted: dict[str, tuple[tuple[str, ...], str]] = {"": ((asked.text,), "")}
    if Path(asked.text).is_file():
        shown = read_proof(_raw(Path(asked.text)), asked.text, catalog).shown
        wanted = {f"{each.question.id}\n": (texts_of(each.question), each.question.id) for each in shown}
    if not wanted:
        raise NotFound(f"No question in {asked.text} can be read; `gantry content preview` says why.")
    for head, (texts, own) in wanted.items():
        near = library.nearest(texts, most=MOST_NEAR, but=own)
        print(head + ("\n".join(f"  {_near(each)}" for each in near) or "  nothing near"))


def compile_content(_asked: argparse.Namespace, settings: Settings) -> None:
    """Check the content and keep a compiled copy of it in the data folder, so that every start is quick."""
    path = settings.data_dir / compiled.NAME
    catalog = compiled.load_compiled(settings.content_dir, path)
    if compiled.find(path) is None:
        raise Refused(f"{path} cannot be written; the data folder is made by `gantry db upgrade`")
    count = sum(len(bank) for bank in catalog.banks.values())
    print(f"{path} holds {count} questions, as the files are now.")


def _published(settings: Settings, home: str) -> tuple[str, ...]:
    """The ids of a task that the database has ever seen; none where there is no database yet."""
    if not migrating.is_current(settings.database_url):
        return ()
    engine = make_engine(settings.database_url)
    try:
        with Sessions(engine).reading() as session:
            return questions.list_ids(session, home)
    finally:
        engine.dispose()


def _place(laid: Laid) -> str:
    return f"{laid.path}:{laid.line}"


def _near(near: Near) -> str:
    stem = texts_of(near.question)[0].replace("\n", " ")
    return f"{near.question.id} ({near.overlap:.0%} the same) {stem[:LONGEST_STEM]}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _raw(path: Path) -> bytes:
    """The bytes of a file; raises Refused when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from error
