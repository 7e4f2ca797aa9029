// Counters, gauges and histograms, by name and labels, in Prometheus' text form.
//
// Libraries take a Metrics& (or a handle) and never know who scrapes. Asking again for the same name and labels gives the
// same instrument. Handles are cheap to copy and live no longer than the Metrics. Any thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Collectable;
class Counter;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace interloom {

class Counter {
 public:
  void add(double amount = 1);  // REQUIRES: amount >= 0
  double value() const;

 private:
  friend class Metrics;
  explicit Counter(prometheus::Counter* counter) : counter_(counter) {}
  prometheus::Counter* counter_;
};

class Gauge {
 public:
  void set(double value);
  void add(double amount);
  double value() const;

 private:
  friend class Metrics;
  explicit Gauge(prometheus::Gauge* gauge) : gauge_(gauge) {}
  prometheus::Gauge* gauge_;
};

class Histogram {
 public:
  void observe(double value);

 private:
  friend class Metrics;
  explicit Histogram(prometheus::Histogram* histogram) : histogram_(histogram) {}
  prometheus::Histogram* histogram_;
};

class Metrics {
 public:
  using Labels = std::map<std::string, std::string>;

  Metrics();

  // REQUIRES: names as Prometheus takes them, the same help and kind for the same name.
  Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  // Buckets are upper bounds, rising.
  Histogram histogram(const std::string& name, const std::string& help, const std::vector<double>& buckets,
                      const Labels& labels = {});

  // Seconds from 100 µs to 100 s.
  static std::vector<double> latency_buckets();

  // What a scrape gets.
  std::string text() const;
  // For prometheus::Exposer.
  std::shared_ptr<prometheus::Collectable> collectable() const;

 private:
  std::shared_ptr<prometheus::Registry> registry_;
};

}  // namespace interloom
