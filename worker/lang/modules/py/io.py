"""In-memory streams. Files cannot be reached from here, so there is no open()."""

__all__ = ["StringIO", "BytesIO", "IOBase", "TextIOBase", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


def __getattr__(name):
    if name in ("open", "open_code", "FileIO", "BufferedReader", "BufferedWriter", "TextIOWrapper"):
        raise AttributeError(f"io.{name} is not supported: files cannot be reached from here")
    raise AttributeError(f"module 'io' has no attribute {name!r}")


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    """What streams share: closing, lines, the with statement."""

    closed = False

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def close(self):
        self.closed = True

    def flush(self):
        self._check_open()

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check_open()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)


class TextIOBase(IOBase):
    encoding = errors = newlines = None


class _Buffer(IOBase):
    """A stream over a value in memory: `_value` with what was appended since in `_tail`, and a position."""

    _empty = None

    def _set(self, value):
        self._value = value
        self._tail = []  # joined to _value when it is next looked at, so that many small writes cost little
        self._length = len(value)
        self._position = 0

    def _whole(self):
        if self._tail:
            self._value += self._empty.join(self._tail)
            self._tail = []
        return self._value

    def getvalue(self):
        self._check_open()
        return self._whole()

    def tell(self):
        self._check_open()
        return self._position

    def _put(self, data):
        size = len(data)
        if not size:
            return
        if self._position == self._length:
            self._tail.append(data)
            self._length += size
        else:
            value = self._whole()
            if self._position > self._length:
                value += self._padding * (self._position - self._length)
            self._value = value[:self._position] + data + value[self._position + size:]
            self._length = len(self._value)
        self._position += size

    def read(self, size=-1, /):
        self._check_open()
        value = self._whole()
        end = self._length if size is None or size < 0 else min(self._position + size, self._length)
        result = value[self._position:end]
        self._position = max(self._position, end)
        return result

    def readline(self, size=-1, /):
        self._check_open()
        value = self._whole()
        end = value.find(self._newline_mark, self._position)
        end = self._length if end < 0 else end + len(self._newline_mark)
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        result = value[self._position:end]
        self._position = max(self._position, end)
        return result

    def truncate(self, size=None, /):
        self._check_open()
        if size is None:
            size = self._position
        elif size < 0:
            raise ValueError(f"negative size value {size}")
        self._value = self._whole()[:size]
        self._length = len(self._value)
        return size

    def close(self):
        super().close()
        self._set(self._empty)


class StringIO(_Buffer, TextIOBase):
    """Text in memory."""

    _empty, _padding, _newline_mark = "", "\0", "\n"

    def __init__(self, initial_value="", newline="\n"):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._translate = newline
        if newline in ("\r", "\r\n"):
            self._newline_mark = newline
        self._set("")
        if initial_value:
            self.write(initial_value)
            self._position = 0

    def write(self, s, /):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if self._translate is None:
            data = s.replace("\r\n", "\n").replace("\r", "\n")
        elif self._translate in ("\r", "\r\n"):
            data = s.replace("\n", self._translate)
        else:
            data = s
        self._put(data)
        return len(s)

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        if pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        self._position = (pos, self._position, self._length)[whence]
        return self._position


class BytesIO(_Buffer):
    """Bytes in memory."""

    _empty, _padding, _newline_mark = b"", b"\0", b"\n"

    def __init__(self, initial_bytes=b""):
        self._set(bytes(initial_bytes or b""))

    def write(self, b, /):
        self._check_open()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(b)
        self._put(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._position = max(0, (0, self._position, self._length)[whence] + pos)
        return self._position
