"""Wraps, fills, shortens, dedents and indents text."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_WHITESPACE = "\t\n\x0b\x0c\r "

def _is_letter(char):
    return (char.isalnum() or char == "_") and not char.isdecimal()


def _is_word(char):
    return char.isalnum() or char == "_"


def _is_blank(text, i):
    return text[i] in _WHITESPACE


def _run_end(text, i, belongs):
    while i < len(text) and belongs(text, i):
        i += 1
    return i


def _dash_end(text, i):
    """Where an em-dash that begins at `i` ends: two hyphens or more, between words. `i` itself if there is none."""
    if not i or not (_is_word(text[i - 1]) or text[i - 1] in "!\"'&.,?"):
        return i
    end = _run_end(text, i, lambda text, k: text[k] == "-")
    return end if end - i >= 2 and end < len(text) and _is_word(text[end]) else i


def _breaks_behind_hyphen(text, i):
    """Whether a line may end behind the hyphen at `i`: behind two letters (or a hyphen and one), and before two."""
    if not i or not _is_letter(text[i - 1]):
        return False
    before = text[max(i - 3, 0):i - 1]
    if not (before and _is_letter(before[-1]) or len(before) == 2 and before[1] == "-" and _is_letter(before[0])):
        return False
    after = text[i + 1:i + 4]
    if len(after) > 1 and after[1] == "-":
        after = after[0] + after[2:]
    return len(after) > 1 and _is_letter(after[0]) and _is_letter(after[1])


def _piece_end(text, i):
    """The end of the piece of a word that begins at `i`."""
    i += 1
    while i < len(text) and not _is_blank(text, i):
        if text[i] == "-":
            if _breaks_behind_hyphen(text, i):
                return i + 1
            if _dash_end(text, i) > i:
                return i
        i += 1
    return i


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
                 *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(char): " " for char in _WHITESPACE})
        return text

    def _split(self, text):
        """The pieces between which a line may be broken, blanks among them."""
        chunks = []
        i = 0
        while i < len(text):
            if _is_blank(text, i):
                end = _run_end(text, i, _is_blank)
            elif not self.break_on_hyphens:
                end = _run_end(text, i, lambda text, k: not _is_blank(text, k))
            else:
                end = _dash_end(text, i)
                if end == i:
                    end = _piece_end(text, i)
            chunks.append(text[i:end])
            i = end
        return chunks

    def _fix_sentence_endings(self, chunks):
        """Makes the blank after a sentence two wide."""
        for i in range(len(chunks) - 1):
            end = chunks[i].removesuffix('"') if chunks[i].endswith('"') else chunks[i].removesuffix("'")
            if chunks[i + 1] == " " and end[-1:] in (".", "!", "?") and "a" <= end[-2:-1] <= "z":
                chunks[i + 1] = "  "

    def _break_long_word(self, chunks, line, room, width):
        """Moves as much of the last of `chunks` as fits to `line`."""
        room = max(room, 0)
        space_left = 1 if width < 1 else room
        if not self.break_long_words:
            if not line:
                line.append(chunks.pop())
            return
        chunk = chunks[-1]
        end = space_left
        if self.break_on_hyphens and len(chunk) > space_left:
            hyphen = chunk.rfind("-", 0, space_left)
            if hyphen > 0 and any(char != "-" for char in chunk[:hyphen]):
                end = hyphen + 1
        line.append(chunk[:end])
        chunks[-1] = chunk[end:]

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                chunks.pop()
            line, length = self._take_line(chunks, width)
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                    and length <= width):
                lines.append(indent + "".join(line))
            else:
                self._finish_with_placeholder(lines, line, length, indent, width)
                break
        return lines

    def _take_line(self, chunks, width):
        """(the pieces of the next line, their length), taken from the end of `chunks`."""
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._break_long_word(chunks, line, width - length, width)
            length = sum(map(len, line))
        if self.drop_whitespace and line and line[-1].strip() == "":
            length -= len(line.pop())
        return line, length

    def _finish_with_placeholder(self, lines, line, length, indent, width):
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                line.append(self.placeholder)
                lines.append(indent + "".join(line))
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of the wrapped text, without newlines."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The wrapped text."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text in one line of at most `width`, with words dropped at the end."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the blanks that all its lines begin with; lines of blanks become empty."""
    lines = []
    margin = None
    for line in text.split("\n"):
        content = line.lstrip(" \t")
        if not content:
            lines.append("")
            continue
        lines.append(line)
        indent = line[:len(line) - len(content)]
        margin = indent if margin is None else _common_start(margin, indent)
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def _common_start(a, b):
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return a[:n]


def indent(text, prefix, predicate=None):
    """`prefix` before every line that is not blank, or that `predicate` accepts."""
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
