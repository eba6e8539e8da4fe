"""The text of an HTML page as it is read out: what is hidden from readers is left out."""

from html.parser import HTMLParser

SILENT = {"script", "style", "template", "head", "nav"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"}


class Reader(HTMLParser):
    """Collects text; an element that is not inline stands on lines of its own."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []
        self.hidden = []

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE:
            self.text.append("\n")
        if tag in EMPTY:
            return
        attributes = dict(attrs)
        if self.hidden or tag in SILENT or "hidden" in attributes or attributes.get("aria-hidden") == "true":
            self.hidden.append(tag)

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.text.append("\n")
        if self.hidden and tag in self.hidden:
            while self.hidden.pop() != tag:
                pass

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def visible_text(path):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return "".join(reader.text)
