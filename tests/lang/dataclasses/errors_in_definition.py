from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar

def attempt(make):
    try:
        make()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

def no_annotation():
    @dataclass
    class A:
        x = field(default=1)

def default_first():
    @dataclass
    class B:
        x: int = 1
        y: int

def two_kw_only():
    @dataclass
    class C:
        _: KW_ONLY
        __: KW_ONLY

def classvar_factory():
    @dataclass
    class D:
        x: ClassVar[list] = field(default_factory=list)

def classvar_kw():
    @dataclass
    class E:
        x: ClassVar[int] = field(kw_only=True)

def weak():
    @dataclass(weakref_slot=True)
    class F:
        x: int

for make in (no_annotation, default_first, two_kw_only, classvar_factory, classvar_kw, weak):
    attempt(make)
