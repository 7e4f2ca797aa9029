"""Tools for the with statement. What is for async with is not here."""

from abc import ABC, _has_methods, abstractmethod

__all__ = [
    "contextmanager", "closing", "nullcontext", "AbstractContextManager", "ContextDecorator", "ExitStack",
    "redirect_stdout", "redirect_stderr", "suppress",
]

_ASYNC = ("asynccontextmanager", "AsyncContextDecorator", "AsyncExitStack", "aclosing")


def __getattr__(name):
    if name in _ASYNC:
        raise AttributeError(f"contextlib.{name} is not supported: there is no async here")
    raise AttributeError(f"module 'contextlib' has no attribute {name!r}")


class AbstractContextManager(ABC):
    __class_getitem__ = classmethod(type(list[int]))

    def __enter__(self):
        """Return `self` upon entering the runtime context."""
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Raise any exception triggered within the runtime context."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    """Only for type hints and isinstance: nothing here runs an async with."""

    __class_getitem__ = classmethod(type(list[int]))

    @abstractmethod
    def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, "__aenter__", "__aexit__") if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    """A base class that makes a context manager usable as a decorator."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        from functools import wraps

        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """What a function decorated with contextmanager returns: drives its generator through one yield."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func  # only needed to recreate, and an entered manager is used up
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(typ, value, traceback)
        except StopIteration as stop:
            # Suppressed, unless it is the very StopIteration that was thrown in.
            return stop is not value
        except RuntimeError as error:
            # A StopIteration that leaves a generator arrives here as the cause of a RuntimeError.
            if error is value or isinstance(value, StopIteration) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


def contextmanager(func):
    """Decorator: a context manager from a generator function that yields once."""
    from functools import wraps

    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


class closing(AbstractContextManager):
    """Closes the thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        import sys

        try:
            self._old_targets.append(getattr(sys, self._stream))
            setattr(sys, self._stream, self._new_target)
        except (AttributeError, TypeError):
            raise NotImplementedError(
                f"sys.{self._stream} cannot be replaced here: give print a file= argument instead") from None
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        import sys

        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends what is printed in the block to another file-like object."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends what is written to sys.stderr in the block to another file-like object."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Ends the block quietly when one of the given exceptions is raised in it."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class nullcontext(AbstractContextManager):
    """Does nothing; `with nullcontext(x) as y` binds x."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class ExitStack(AbstractContextManager):
    """Context managers and callbacks, entered one by one and left in reverse order."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        """Moves everything to a new stack."""
        new_stack = type(self)()
        new_stack._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return new_stack

    def push(self, exit):
        """Adds an object's __exit__, or a callable with __exit__'s parameters; returns it."""
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._exit_callbacks.append((True, exit))
        else:
            self._push_method(exit, method)
        return exit

    def _push_method(self, manager, method):
        bound = type(self.push)(method, manager)  # by the type, so that an instance attribute cannot change it
        self._exit_callbacks.append((True, bound))

    def enter_context(self, cm):
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(
                f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol") from None
        result = enter(cm)
        self._push_method(cm, leave)
        return result

    def callback(self, callback, /, *args, **kwds):
        """Adds a call that cannot suppress exceptions; returns the callable."""

        def leave(exc_type, exc, tb):
            callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *exc_details):
        received = exc_details[0] is not None
        current = exc_details
        outer = _exception_being_handled()
        suppressed = pending_raise = False
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()  # a pair as in CPython, whose other kind is asynchronous
            try:
                if leave(*current):
                    suppressed, pending_raise = True, False
                    current = (None, None, None)
            except BaseException as error:
                _chain(error, current[1], outer)
                pending_raise = True
                current = (type(error), error, error.__traceback__)
        if pending_raise:
            error = current[1]
            context = error.__context__  # raise would replace it with what is being handled here
            try:
                raise error
            except BaseException:
                error.__context__ = context
                raise
        return received and suppressed


def _exception_being_handled():
    import sys

    return sys.exc_info()[1] if hasattr(sys, "exc_info") else None


def _chain(new, old, outer):
    """Makes `old` the context of `new`, at the end of the chain that `new` has grown inside its callback."""
    error = new
    while True:
        context = error.__context__
        if context is None or context is old:
            return
        if context is outer:
            break
        error = context
    error.__context__ = old
