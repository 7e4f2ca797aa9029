from statistics import NormalDist, StatisticsError

n = NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, n.median, n.mode, n.pdf(110), n.cdf(115), n.inv_cdf(0.9), n.quantiles(4), n.zscore(130))
print(NormalDist.from_samples([1.5, 2, 2.5, 4]), n + 5, n - 3, n * 2, n / 3, -n, n + NormalDist(1, 8), NormalDist(5, 2) - n, 2 * n, 7 - n, n == NormalDist(100, 15), hash(n) == hash(NormalDist(100, 15)))
print(NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)), NormalDist(0, 1).samples(3, seed=7), NormalDist().inv_cdf(0.0001), NormalDist().inv_cdf(0.9999999))
for bad in (lambda: NormalDist(1, -1), lambda: n.inv_cdf(0), lambda: NormalDist(1, 0).pdf(1), lambda: NormalDist(1, 0).cdf(1)):
    try:
        print(bad())
    except StatisticsError as error:
        print(error)
