from decimal import *

getcontext().prec = 6
print(Decimal(1) / 7, Decimal("3.1415926535") + 0, +Decimal("123456789"))
with localcontext() as ctx:
    ctx.prec = 3
    for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
        ctx.rounding = rounding
        print(rounding, +Decimal("1.2350"), +Decimal("-1.2251"), +Decimal("1.205001"), Decimal("2.5").quantize(Decimal(1)), Decimal("-2.5").to_integral_value())
print(getcontext().prec)
c = Context(prec=5, rounding=ROUND_DOWN)
print(c.divide(Decimal(2), Decimal(3)), c.create_decimal("1.23456789"), c.sqrt(2), c.power(2, Decimal("0.5")), c.add(1, 2), c.quantize(Decimal("1.239"), Decimal("0.01")))
ctx = getcontext()
ctx.clear_flags()
Decimal(1) / 3
print([s.__name__ for s, on in ctx.flags.items() if on])
ctx.traps[Inexact] = True
try:
    Decimal(1) / 3
except Inexact as error:
    print(type(error).__name__)
ctx.traps[Inexact] = False
ctx.traps[DivisionByZero] = False
print(Decimal(1) / 0, Decimal(-1) / 0)
print(ExtendedContext, BasicContext.prec)
for bad in (lambda: setattr(ctx, "prec", 0), lambda: setattr(ctx, "rounding", "x"), lambda: Context(prec="x"), lambda: setcontext(3)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
with localcontext(prec=2):
    print(Decimal(1) / 3)
