from fractions import Fraction
from statistics import StatisticsError, pstdev, pvariance, quantiles, stdev, variance

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(variance(data), stdev(data), pvariance(data), pstdev(data), variance([1, 2, 3, 4]), pvariance([1, 2, 3]), stdev([1, 2]))
print(variance([Fraction(1, 6), Fraction(1, 2), Fraction(5, 3)]), variance(data, xbar=1.5), pvariance([1e10, 1e10 + 1]), stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]))
print(quantiles([105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110], n=10), quantiles([1, 2, 3], n=4, method="inclusive"), quantiles([1, 2]))
for bad in (lambda: variance([1]), lambda: pvariance([]), lambda: stdev([]), lambda: quantiles([1]), lambda: quantiles([1, 2], n=0)):
    try:
        print(bad())
    except StatisticsError as error:
        print(error)
try:
    quantiles([1, 2], method="x")
except ValueError as error:
    print(error)
