"""Names and values in the XML of Word files."""

from __future__ import annotations

from typing import Any

Element = Any
"""An XML element of lxml, which has no types of its own."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """The full name of Word's element or attribute `name`: `w("p")` is that of a paragraph."""
    return f"{{{_NAMESPACE}}}{name}"


def value(element: Element | None, name: str) -> str | None:
    """The value of the child `name` of `element`; None where either is missing."""
    child = None if element is None else element.find(w(name))
    return None if child is None else child.get(w("val"))


def is_on(properties: Element | None, name: str) -> bool:
    """Whether the switch `name` (bold, ...) is on among the properties of a run."""
    return (
        properties is not None
        and properties.find(w(name)) is not None
        and value(properties, name) not in ("0", "false")
    )


_HOLDERS = ("sdt", "customXml", "smartTag", "ins", "moveTo")
_TAKEN_OUT = ("del", "moveFrom", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")


def flattened(root: Element) -> Element:
    """`root` as it reads with all changes accepted, and what is in content controls where these stand."""
    for row in [row for row in root.iter(w("tr")) if row.find(f"{w('trPr')}/{w('del')}") is not None]:
        row.getparent().remove(row)
    for name in _TAKEN_OUT:
        for element in list(root.iter(w(name))):
            element.getparent().remove(element)
    for name in (*_HOLDERS, "sdtContent"):
        for element in list(root.iter(w(name))):
            _unwrap(element)
    return root


def _unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)
