from decimal import *

D = Decimal
print(D("7.325").quantize(D(".01"), rounding=ROUND_DOWN), D("7.325").quantize(D("1."), rounding=ROUND_UP), D("1e3").quantize(D("0.1")), D("3.214").quantize(D("1e1")))
print(D("120.00").normalize(), D("0.00").normalize(), D("1200").normalize(), D("1.5").to_integral_value(), D("2.5").to_integral_exact(ROUND_HALF_UP), D("1.23").adjusted(), D("100").scaleb(-2), D(250).logb())
print(D("1.1").compare(D("1.10")), D("1.1").compare_total(D("1.10")), D("1.1").same_quantum(D("2.2")), D(1).next_plus(), D(1).next_minus(), D(1).next_toward(0), D("-3").max(2), D("-3").max_mag(2), D("NaN").min(1))
print(D("-0").is_signed(), D("0").is_zero(), D("inf").is_infinite(), D("nan").is_nan(), D("sNaN").is_snan(), D(1).is_normal(), D("1e-999999").number_class(), D("-inf").number_class(), D("1E+10").to_eng_string(), D("123E+4").to_eng_string())
print(D("1.5").copy_sign(D(-1)), D("-1.5").copy_abs(), D("1.5").copy_negate(), D("3").conjugate(), D("3").real, D("3").imag, D("1.5").__floor__(), D("1.5").__ceil__(), D("1.5").__trunc__())
try:
    D("1e30").quantize(D("0.01"))
except InvalidOperation as error:
    print(error)
