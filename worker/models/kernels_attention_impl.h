// One query's attention over V: the second half of kernels_impl.h, which includes it.
#pragma once

template <class T>
IL_INLINE float dot(const T* a, const T* b, int64_t size) {
  V acc = V::zero();
  int64_t i = 0;
  for (; i + V::kWidth <= size; i += V::kWidth) acc = V::fma(V::load(a + i), V::load(b + i), acc);
  float sum = acc.sum();
  for (; i < size; ++i) sum += get(a + i) * get(b + i);
  return sum;
}

// Turns scores into weights and returns 1 / their sum (0 when every key is masked).
IL_INLINE float softmax(float* scores, int64_t keys) {
  float largest = -std::numeric_limits<float>::infinity();
  for (int64_t i = 0; i < keys; ++i) largest = std::max(largest, scores[i]);
  if (largest == -std::numeric_limits<float>::infinity()) {
    std::fill(scores, scores + keys, 0.0f);
    return 0.0f;
  }
  V total = V::zero();
  const V shift = V::set1(largest);
  int64_t i = 0;
  for (; i + V::kWidth <= keys; i += V::kWidth) {
    const V weight = V::exp(V::sub(V::load(scores + i), shift));
    total = V::add(total, weight);
    weight.store(scores + i);
  }
  float sum = total.sum();
  if (i < keys) {
    store_some(V::exp(V::sub(load_some(scores + i, keys - i), shift)), scores + i, keys - i);
    for (; i < keys; ++i) sum += scores[i];
  }
  return 1.0f / sum;
}

// out = scale * sum over keys of weights[key] * v[key]
template <class T>
IL_INLINE void weighted_sum(const float* weights, const T* v, int64_t keys, int64_t dim, float scale, T* out) {
  constexpr int kStrip = 4;
  int64_t d = 0;
  for (; d + kStrip * V::kWidth <= dim; d += kStrip * V::kWidth) {
    V acc[kStrip] = {V::zero(), V::zero(), V::zero(), V::zero()};
    for (int64_t key = 0; key < keys; ++key)
      for (int s = 0; s < kStrip; ++s) acc[s] = V::fma(V::set1(weights[key]), V::load(v + key * dim + d + s * V::kWidth), acc[s]);
    for (int s = 0; s < kStrip; ++s) V::mul(acc[s], V::set1(scale)).store(out + d + s * V::kWidth);
  }
  for (; d + V::kWidth <= dim; d += V::kWidth) {
    V acc = V::zero();
    for (int64_t key = 0; key < keys; ++key) acc = V::fma(V::set1(weights[key]), V::load(v + key * dim + d), acc);
    V::mul(acc, V::set1(scale)).store(out + d);
  }
  for (; d < dim; ++d) {
    float sum = 0.0f;
    for (int64_t key = 0; key < keys; ++key) sum += weights[key] * get(v + key * dim + d);
    put(out + d, sum * scale);
  }
}

template <class T>
void decode_attention(const DecodeAttentionJob& job, float* scratch, int64_t begin, int64_t end) {
  const int64_t group = job.heads / job.kv_heads;
  for (int64_t i = begin; i < end; ++i) {
    const int64_t batch = i / job.kv_heads, kv_head = i % job.kv_heads;
    const int64_t head = batch * job.heads + kv_head * group;
    const T* q = static_cast<const T*>(job.q) + head * job.dim;
    const T* k = static_cast<const T*>(job.k) + batch * job.kv_batch + kv_head * job.kv_head;
    const T* v = static_cast<const T*>(job.v) + batch * job.kv_batch + kv_head * job.kv_head;
    const bool* mask = job.mask ? job.mask + batch * job.keys : nullptr;
    for (int64_t key = 0; key < job.keys; ++key)
      for (int64_t g = 0; g < group; ++g)
        scratch[g * job.keys + key] = mask && !mask[key] ? -std::numeric_limits<float>::infinity()
                                                         : dot(q + g * job.dim, k + key * job.dim, job.dim) * job.scale;
    for (int64_t g = 0; g < group; ++g) {
      float* weights = scratch + g * job.keys;
      const float scale = softmax(weights, job.keys);
      weighted_sum(weights, v, job.keys, job.dim, scale, static_cast<T*>(job.out) + (head + g) * job.dim);
    }
  }
}
