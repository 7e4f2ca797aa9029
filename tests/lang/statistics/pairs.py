from statistics import StatisticsError, correlation, covariance, linear_regression

x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
print(covariance(x, y), covariance(x, [9, 8, 7, 6, 5, 4, 3, 2, 1]), correlation(x, x), correlation(x, [-i for i in x]))
print(linear_regression([1, 2, 3], [2, 4, 6.5]), linear_regression(x, y, proportional=True), linear_regression(x, x).slope)
for bad in (lambda: covariance([1], [1, 2]), lambda: correlation([1, 1], [1, 2]), lambda: linear_regression([1, 1], [1, 2]), lambda: correlation([1], [1])):
    try:
        print(bad())
    except StatisticsError as error:
        print(error)
