from fractions import Fraction
from statistics import (StatisticsError, fmean, geometric_mean, harmonic_mean, mean, median, median_grouped, median_high, median_low, mode,
                        multimode)

print(mean([1, 2, 3, 4, 4]), mean([-1.0, 2.5, 3.25, 5.75]), mean([Fraction(3, 7), Fraction(1, 21)]), mean([1, 2]), mean([True, False]), mean([1e30, 1, 3, -1e30]))
print(fmean([3.5, 4.0, 5.25]), fmean([1, 2, 3], weights=[1, 0, 3]), round(geometric_mean([54, 24, 36]), 1), harmonic_mean([40, 60]), harmonic_mean([40, 60], weights=[5, 30]))
print(median([1, 3, 5]), median([1, 3, 5, 7]), median_low([1, 3, 5, 7]), median_high([1, 3, 5, 7]), median_grouped([52, 52, 53, 54]), median_grouped([1, 3, 3, 5, 7], interval=2))
print(mode([1, 1, 2, 3, 3, 3]), mode(["b", "a", "a"]), mode("abba"), multimode("aabbbbccddddeeffffgg"), multimode([]))
for bad in (lambda: mean([]), lambda: fmean([]), lambda: median([]), lambda: mode([]), lambda: harmonic_mean([1, -1]), lambda: geometric_mean([0, 1]),
            lambda: harmonic_mean([]), lambda: fmean([1], [1, 2])):
    try:
        print(bad())
    except StatisticsError as error:
        print(error)
try:
    mean(["a"])
except TypeError as error:
    print(error)
