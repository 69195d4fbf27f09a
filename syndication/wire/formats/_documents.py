"""XML documents of one story as bytes."""

from lxml import etree

__all__ = ["xml_bytes"]


def xml_bytes(root: etree._Element) -> bytes:
    """The document, with the declaration that its media type promises; namespaces stand on the root."""
    etree.cleanup_namespaces(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"
