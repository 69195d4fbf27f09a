"""Finishing: what a container becomes once all that stands in it is known."""

from syndication.wire.body import Block, Picture, Run, leaves
from syndication.wire.lines import as_paragraphs, freed, hoist, settle

__all__ = ["finish"]


def finish(block: Block) -> list[Block]:
    """The blocks that `block` becomes: often itself, none when it is empty."""
    if block.tag in FINISH:
        return FINISH[block.tag](block)
    return [block] if block.inline or block.blocks else []


def finish_item(item: Block) -> list[Block]:
    hoist(item)
    return [item] if item.inline or item.blocks or item.tag in ("td", "th") else []


def finish_text(block: Block) -> list[Block]:
    """Where only text may stand, blocks are lines of it."""
    for leaf in list(leaves(block))[1:]:
        if leaf.inline:
            block.inline += [Run("\n"), *leaf.inline] if block.inline else leaf.inline
    block.inline = settle(block.inline)
    block.blocks = []
    return [block] if block.inline else []


def finish_list(block: Block) -> list[Block]:
    block.blocks = [item for item in block.blocks if item.inline or item.blocks]
    return [block] if block.blocks else []


def finish_definitions(block: Block) -> list[Block]:
    """What stands between terms belongs to the term before it."""
    together: list[Block] = []
    for one in block.blocks:
        if one.tag in ("dt", "dd"):
            together.append(one)
        elif together and together[-1].tag == "dd":
            together[-1].blocks.append(one)
        else:
            together.append(Block("dd", blocks=[one]))
    has_both = {one.tag for one in together} == {"dt", "dd"}
    block.blocks = together
    if has_both and together[0].tag == "dt":
        return [block]
    return [part for one in together for part in as_paragraphs(one.inline, one.attributes) + freed(one.blocks)]


def finish_figure(figure: Block) -> list[Block]:
    """A figure is pictures and their caption; what else stood in it stands after it.

    Where a picture may not travel (`lost`), or none is left of those that stood there (`bare`), the words about it go too.
    """
    figures = [one for one in figure.blocks if one.tag == "figure"]
    captions = [one for one in figure.blocks if one.tag == "figcaption"]
    others = [one for one in figure.blocks if one.tag != "figcaption"]
    shown = [
        one for one in others if one.tag == "p" and one.inline and all(isinstance(it, Picture) for it in one.inline)
    ]
    if figure.role == "lost" or (figure.role == "bare" and not shown):
        return figures
    if figures or not shown:
        return [part for one in figure.blocks for part in (captions_as_text([one]) if one in captions else [one])]
    rest = [one for one in others if one not in shown]
    if not captions and rest and all(one.tag == "p" for one in rest):
        captions, rest = finish_text(Block("figcaption", blocks=rest)), []
    pictures = [picture for one in shown for picture in one.inline]
    return [Block("figure", inline=pictures, blocks=captions[:1]), *captions_as_text(captions[1:]), *rest]


def captions_as_text(captions: list[Block]) -> list[Block]:
    return [part for one in captions for part in as_paragraphs(one.inline, one.attributes)]


def finish_table(table: Block) -> list[Block]:
    """A table of figures as caption, head and body; one that only lays out a page as what stands in it."""
    captions = [one for one in table.blocks if one.tag == "caption"][:1]
    rows = [one for one in table.blocks if one.tag == "tr" and one.blocks]
    if not rows:
        return captions_as_text(captions)
    is_layout = table.role == "layout" or any(leaf.tag == "table" for row in rows for leaf in leaves(row))
    if is_layout or all(len(row.blocks) < 2 for row in rows):
        cells = [cell for row in rows for cell in row.blocks]
        contents = [part for cell in cells for part in as_paragraphs(cell.inline, cell.attributes) + freed(cell.blocks)]
        return captions_as_text(captions) + contents
    head = [row for row in rows if row.role == "thead"]
    body = [row for row in rows if row.role not in ("thead", "tfoot")] + [row for row in rows if row.role == "tfoot"]
    sections = [Block(tag, blocks=part) for tag, part in (("thead", head), ("tbody", body)) if part]
    return [Block("table", blocks=captions + sections)]


FINISH = {
    "caption": finish_text, "dd": finish_item, "dl": finish_definitions, "dt": finish_text, "figcaption": finish_text,
    "figure": finish_figure, "li": finish_item, "ol": finish_list, "table": finish_table, "td": finish_item,
    "th": finish_item, "ul": finish_list,
}  # fmt: skip
