"""Logging to the job's own output. There are no files here, and no clock of the day: asctime counts the job's seconds."""

import sys

__all__ = [
    "BASIC_FORMAT", "CRITICAL", "DEBUG", "ERROR", "FATAL", "INFO", "NOTSET", "WARN", "WARNING", "Filter", "Formatter",
    "Handler", "LogRecord", "Logger", "LoggerAdapter", "NullHandler", "StreamHandler", "addLevelName", "basicConfig",
    "critical", "debug", "disable", "error", "exception", "fatal", "getLevelName", "getLogger", "getLoggerClass", "info",
    "lastResort", "log", "makeLogRecord", "raiseExceptions", "root", "setLoggerClass", "shutdown", "warn", "warning",
    "getLevelNamesMapping",
]

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True

_names = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO", DEBUG: "DEBUG", NOTSET: "NOTSET"}
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20, "DEBUG": 10, "NOTSET": 0}


def __getattr__(name):
    if name == "FileHandler":
        raise AttributeError("logging.FileHandler is not supported: files cannot be reached from here")
    raise AttributeError(f"module 'logging' has no attribute {name!r}")


def _seconds():
    try:
        from time import monotonic
    except ImportError:
        return 0.0
    return monotonic()


_start = _seconds()


def getLevelName(level):
    """The name of a level, or the level of a name."""
    result = _names.get(level)
    if result is None:
        result = _levels.get(level)
    return f"Level {level}" if result is None else result


def getLevelNamesMapping():
    return _levels.copy()


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _check_level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


class LogRecord:
    """One event."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        self.name = name
        self.msg = msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname.rpartition("/")[2]
        self.module = self.filename.rpartition(".")[0] or self.filename
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = _seconds() - _start
        self.msecs = int(self.created * 1000) % 1000 + 0.0
        self.relativeCreated = self.created * 1000
        self.thread = self.process = None
        self.threadName, self.processName = "MainThread", "MainProcess"

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        msg = str(self.msg)
        return msg % self.args if self.args else msg


def makeLogRecord(dict):
    record = LogRecord(None, None, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record


class Formatter:
    """A record as text, by a format in % , { or $ style."""

    default_time_format = "%.3f"
    _defaults = {"%": "%(message)s", "{": "{message}", "$": "${message}"}

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in self._defaults:
            raise ValueError("Style must be one of: %,{,$")
        self._style = style
        self._fmt = fmt or self._defaults[style]
        self._values = defaults or {}
        self.datefmt = datefmt
        if validate and fmt is not None:
            self._validate()

    def _validate(self):
        mark = {"%": "%(", "{": "{", "$": "$"}[self._style]
        if mark not in self._fmt:
            if self._style == "%":
                raise ValueError(f"Invalid format '{self._fmt}' for '%' style")
            raise ValueError("invalid format: no fields")

    def usesTime(self):
        return {"%": "%(asctime)", "{": "{asctime", "$": "asctime"}[self._style] in self._fmt

    def formatTime(self, record, datefmt=None):
        return self.default_time_format % record.created

    def formatException(self, ei):
        from traceback import format_exception

        return "".join(format_exception(ei[1], tb=ei[2])).removesuffix("\n")

    def formatStack(self, stack_info):
        return stack_info

    def formatMessage(self, record):
        values = {**self._values, **record.__dict__}
        if self._style == "%":
            return self._fmt % values
        if self._style == "{":
            return self._fmt.format(**values)
        from string import Template

        return Template(self._fmt).substitute(**values)

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        s = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info):
            if more:
                s = s.removesuffix("\n") + "\n" + more
        return s


_default_formatter = Formatter()


class Filter:
    """Lets through what a logger or its children report."""

    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for f in self.filters:
            if not (f.filter(record) if hasattr(f, "filter") else f(record)):
                return False
        return True


class Handler(Filterer):
    """Where records go; a subclass has emit()."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self.name = None
        self.level = _check_level(level)
        self.formatter = None

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def setLevel(self, level):
        self.level = _check_level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def acquire(self):
        pass

    createLock = release = flush = close = acquire

    def format(self, record):
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        passed = self.filter(record)
        if passed:
            self.emit(record)
        return passed

    def handleError(self, record):
        if raiseExceptions:
            from traceback import print_exc

            sys.stderr.write("--- Logging error ---\n")
            print_exc()

    def __repr__(self):
        return f"<{self.__class__.__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    """Writes to a stream, by default sys.stderr."""

    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        if stream is self.stream:
            return None
        self.flush()
        previous, self.stream = self.stream, stream
        return previous


class _StderrHandler(StreamHandler):
    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


class NullHandler(Handler):
    def handle(self, record):
        pass

    emit = handle


lastResort = _StderrHandler(WARNING)


class Manager:
    def __init__(self, root):
        self.root = root
        self.disable = 0
        self.loggerDict = {}
        self.loggerClass = None

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        logger = self.loggerDict.get(name)
        if logger is None:
            logger = self.loggerDict[name] = (self.loggerClass or Logger)(name)
            logger.manager = self
            self._place(logger)
        return logger

    def _place(self, logger):
        """Finds the logger's parent, and becomes the parent of those below it."""
        name = logger.name
        parent = name
        while True:
            parent = parent.rpartition(".")[0]
            if not parent or parent in self.loggerDict:
                break
        logger.parent = self.loggerDict[parent] if parent else self.root
        for other_name, other in self.loggerDict.items():
            if other_name.startswith(name + ".") and not (other.parent.name + ".").startswith(name + "."):
                other.parent = logger


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _check_level(level)

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        from warnings import warn

        warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError("level must be an integer")
            return
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, *self._caller(stacklevel), msg, args, exc_info, extra))

    @staticmethod
    def _caller(stacklevel):
        """(file, line, function) of the code that logs, where frames can be seen."""
        getframe = getattr(sys, "_getframe", None)
        if getframe is None:
            return "(unknown file)", 0, "(unknown function)"
        frame = getframe(1)
        while frame is not None and (frame.f_globals.get("__name__") == "logging" or stacklevel > 1):
            if frame.f_globals.get("__name__") != "logging":
                stacklevel -= 1
            frame = frame.f_back
        if frame is None:
            return "(unknown file)", 0, "(unknown function)"
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name

    def makeRecord(self, name, level, fn, lno, func, msg, args, exc_info, extra=None):
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func)
        for key, value in (extra or {}).items():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = value
        return record

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger is not None:
            if logger.handlers:
                return True
            if not logger.propagate:
                return False
            logger = logger.parent
        return False

    def callHandlers(self, record):
        logger, found = self, 0
        while logger is not None:
            for handler in logger.handlers:
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and lastResort is not None and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and root.manager.disable < level and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


root = Logger.root = RootLogger(WARNING)
Logger.manager = Manager(root)


class LoggerAdapter:
    """A logger with context: `extra` goes with every record."""

    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.logger.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def __getattr__(self, name):
        if name in ("isEnabledFor", "setLevel", "getEffectiveLevel", "hasHandlers", "name", "manager"):
            return getattr(self.logger, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def getLogger(name=None):
    """The logger of that name; the root logger without one."""
    if not name or isinstance(name, str) and name == root.name:
        return root
    return Logger.manager.getLogger(name)


def getLoggerClass():
    return Logger.manager.loggerClass or Logger


def setLoggerClass(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError("logger not derived from logging.Logger: " + klass.__name__)
    Logger.manager.loggerClass = klass


def basicConfig(**kwargs):
    """Gives the root logger a handler, unless it has one (force=True: takes those away first)."""
    if kwargs.pop("filename", None) is not None:
        raise ValueError("logging to a file is not supported: files cannot be reached from here")
    kwargs.pop("filemode", None), kwargs.pop("encoding", None), kwargs.pop("errors", None)
    if kwargs.pop("force", False):
        root.handlers.clear()
    if root.handlers:
        return
    stream = kwargs.pop("stream", None)
    handlers = kwargs.pop("handlers", None)
    if handlers is None:
        handlers = [StreamHandler(stream)]
    elif stream is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    style = kwargs.pop("style", "%")
    if style not in Formatter._defaults:
        raise ValueError("Style must be one of: %,{,$")
    formats = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}
    formatter = Formatter(kwargs.pop("format", formats[style]), kwargs.pop("datefmt", None), style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    level = kwargs.pop("level", None)
    if level is not None:
        root.setLevel(level)
    if kwargs:
        raise ValueError(f"Unrecognised argument(s): {', '.join(kwargs)}")


def _root_method(name):
    def call(*args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(*args, **kwargs)

    call.__name__ = call.__qualname__ = name
    return call


debug = _root_method("debug")
info = _root_method("info")
warning = _root_method("warning")
warn = _root_method("warn")
error = _root_method("error")
exception = _root_method("exception")
critical = fatal = _root_method("critical")
log = _root_method("log")


def disable(level=CRITICAL):
    """Nothing up to that level is logged any more."""
    root.manager.disable = _check_level(level)


def shutdown(handlerList=()):
    pass


def captureWarnings(capture):
    raise NotImplementedError("logging.captureWarnings is not supported")
