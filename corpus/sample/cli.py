"""`sovang sample`: invented reports with their truth, to try things on."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--reports", default=24, show_default=True, metavar="N", help="How many reports to write.")
@click.option("--seed", default=2024, show_default=True, metavar="S", help="Another seed gives another world.")
@click.option(
    "--formats",
    default="txt,pdf,scan,docx",
    show_default=True,
    metavar="LIST",
    help="Formats, parted by commas; a scan is a PDF of pictures.",
)
@click.option(
    "--training",
    type=int,
    metavar="N",
    help="Instead of reports, write N short texts whose truth has offsets, to train and to try a recogniser.",
)
@click.option(
    "--held-out",
    is_flag=True,
    help="With --training: of sentence frames, deeds and names that no text without this option is made of.",
)
def sample(folder: Path, reports: int, seed: int, formats: str, training: int | None, held_out: bool) -> None:
    """Write invented reports into DIR, each with its truth beside it.

    The reports are of several units and of the years 2015 to 2024. REPORT.gold.json holds what a correct extraction of
    REPORT finds. The same arguments give the same bytes; what is there already stays as it is.

    \b
    Example: sovang sample demo/reports --reports 24
             sovang sample training --training 4000 --seed 1
             sovang sample unseen --training 500 --held-out
    """
    from corpus.sample.write import write_samples, write_training

    if held_out and training is None:
        raise click.UsageError("--held-out needs --training.")
    if training is not None:
        with click.progressbar(length=training, label="Writing texts") as bar:
            paths = write_training(folder, seed, training, held_out, lambda _: bar.update(1))
        click.echo(f"{len(paths)} texts in {folder}, each with its truth in a .gold.json beside it.")
        return
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    with click.progressbar(length=reports, label="Writing reports", show_pos=True, item_show_func=str) as bar:
        paths = write_samples(folder, seed, reports, wanted, lambda path: bar.update(1, path.name))
    click.echo(f"{len(paths)} reports in {folder}, each with its truth in a .gold.json beside it.")
