#include "worker/lang/modules/random_module.h"

#include <array>
#include <string>
#include <vector>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/modules/mt19937.h"
#include "worker/lang/modules/sha512.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

struct RandomObject : Object {
  Mt19937 generator;
  static const Type kType;
};

Mt19937& generator_of(const Value& self) { return self.as<RandomObject>()->generator; }

std::array<uint32_t, 2> halves(uint64_t word) { return {static_cast<uint32_t>(word), static_cast<uint32_t>(word >> 32)}; }

void seed_from_word(Mt19937& generator, uint64_t word) {
  const auto key = halves(word);
  generator.seed(std::span<const uint32_t>(key).first(key[1] ? 2 : 1));
}

// Another stream each time, and the same ones for a job that runs again with its seed.
bool seed_from_job(Interpreter& interp, Mt19937& generator) {
  if (!interp.charge_steps(1)) return false;
  uint64_t x = interp.hash_seed() ^ interp.steps_used() * 0x9E3779B97F4A7C15;
  std::array<uint32_t, 8> key;
  for (uint32_t& word : key) {
    x += 0x9E3779B97F4A7C15;
    uint64_t z = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    word = static_cast<uint32_t>(z >> 32);
  }
  generator.seed(key);
  return true;
}

// The key of a large number: its 32-bit words, least first, without zeros at the end.
bool seed_from_words(Interpreter& interp, Mt19937& generator, std::vector<uint32_t> words) {
  while (words.size() > 1 && words.back() == 0) words.pop_back();
  generator.seed(words);
  return charge_bytes(interp, words.size() * 8);
}

bool seed_from_int(Interpreter& interp, Mt19937& generator, const Value& value) {
  const auto* big = value.as<BigIntObject>();
  if (!big) {
    const int64_t i = value.as_int();
    seed_from_word(generator, i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i));
    return true;
  }
  if (!interp.heap().fits(big->limb_count * 16)) interp.heap().fail_over_quota();
  std::vector<uint32_t> words;
  for (uint64_t i = 0; i < big->limb_count; ++i) {
    for (const uint32_t half : halves(big->limbs()[i])) words.push_back(half);
  }
  return seed_from_words(interp, generator, std::move(words));
}

// Version 2: the text and its SHA-512 as one number, most significant byte first.
bool seed_from_bytes(Interpreter& interp, Mt19937& generator, std::string_view text) {
  if (!charge_bytes(interp, text.size() * 8)) return false;
  if (!interp.heap().fits(text.size() * 3)) interp.heap().fail_over_quota();
  std::string bytes(text);
  for (const unsigned char c : sha512(text)) bytes += static_cast<char>(c);
  std::vector<uint32_t> words((bytes.size() + 3) / 4);
  for (size_t i = 0; i < bytes.size(); ++i) {
    words[i / 4] |= uint32_t{static_cast<unsigned char>(bytes[bytes.size() - 1 - i])} << 8 * (i % 4);
  }
  return seed_from_words(interp, generator, std::move(words));
}

// Version 1: the hash that Python 2 had.
bool seed_from_old_hash(Interpreter& interp, Mt19937& generator, std::string_view text, bool is_text) {
  if (!charge_bytes(interp, text.size())) return false;
  uint64_t x = 0, length = 0;
  for (size_t at = 0; at < text.size(); ++length) {
    const uint64_t c = is_text ? next_code_point(text, &at) : static_cast<unsigned char>(text[at++]);
    if (length == 0) x = c << 7;
    x = 1000003 * x ^ c;
  }
  x ^= length;
  // A number of 64 bits, except that -1 stands for -2.
  seed_from_word(generator, x == UINT64_MAX ? 2 : x);
  return true;
}

bool seed(Interpreter& interp, Mt19937& generator, const Value& given, const Value* version) {
  const Value& value = plain_number(given);
  if (value.is_none()) return seed_from_job(interp, generator);
  if (is_integer(value)) return seed_from_int(interp, generator, value);
  if (value.is_float()) {
    seed_from_word(generator, static_cast<uint64_t>(hash_float(value.as_float())));
    return true;
  }
  const auto* str = value.as<StrObject>();
  std::string_view text;
  if (str) {
    text = str->view();
  } else if (!bytes_like(value, &text)) {
    interp.raise(ExceptionKind::kTypeError,
                 "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
    return false;
  }
  const bool old = version && version->is_int() && version->as_int() == 1;
  return old ? seed_from_old_hash(interp, generator, text, str != nullptr) : seed_from_bytes(interp, generator, text);
}

Value seed_method(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"a", "version"};
  const Value* bound[2];
  if (!bind_args(interp, {.function = "seed", .names = kNames}, args, bound)) return Value::error();
  const bool seeded = seed(interp, generator_of(self), bound[0] ? *bound[0] : Value::none(), bound[1]);
  return seeded ? Value::none() : Value::error();
}

Value random_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "Random.random", args, 0, 0)) return Value::error();
  return Value::real(generator_of(self).next_double());
}

Value getrandbits_method(Interpreter& interp, const Value& self, const Args& args) {
  int64_t bits;
  if (!check_positional(interp, "Random.getrandbits", args, 1, 1) || !to_int64(interp, args[0], &bits)) return Value::error();
  if (bits < 0) return interp.raise(ExceptionKind::kValueError, "number of bits must be non-negative");
  if (bits > INT32_MAX) return interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C int");
  Mt19937& generator = generator_of(self);
  if (bits == 0) return Value::integer(0);
  if (bits <= 32) return Value::integer(generator.next() >> (32 - bits));
  if (static_cast<uint64_t>(bits) > kMaxIntBits) return interp.raise(ExceptionKind::kMemoryError);
  if (!interp.charge_steps(static_cast<uint64_t>(bits) / 64)) return Value::error();
  uint64_t limbs = (static_cast<uint64_t>(bits) + 63) / 64;
  auto out = interp.heap().make_sized<BigIntObject>(limbs * 8, false, limbs);
  std::fill_n(out->limbs(), limbs, uint64_t{0});
  for (int64_t word = 0, left = bits; left > 0; ++word, left -= 32) {
    const uint64_t r = left < 32 ? generator.next() >> (32 - left) : generator.next();
    out->limbs()[word / 2] |= r << (word % 2 ? 32 : 0);
  }
  while (limbs > 0 && out->limbs()[limbs - 1] == 0) --limbs;
  if (limbs == 0) return Value::integer(0);
  if (limbs == 1 && out->limbs()[0] <= uint64_t{INT64_MAX}) return Value::integer(static_cast<int64_t>(out->limbs()[0]));
  out->limb_count = limbs;
  return Value::object(std::move(out));
}

Value getstate_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "Random.getstate", args, 0, 0) || !interp.charge_steps(Mt19937::kWords / 8)) return Value::error();
  Mt19937& generator = generator_of(self);
  auto state = make_tuple(interp.heap(), Mt19937::kWords + 1);
  for (uint32_t i = 0; i < Mt19937::kWords; ++i) state->items()[i] = Value::integer(generator.words()[i]);
  state->items()[Mt19937::kWords] = Value::integer(generator.index());
  return Value::object(std::move(state));
}

Value setstate_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "Random.setstate", args, 1, 1)) return Value::error();
  auto* state = args[0].as<TupleObject>();
  if (!state) return interp.raise(ExceptionKind::kTypeError, "state vector must be a tuple");
  if (state->size != Mt19937::kWords + 1) return interp.raise(ExceptionKind::kValueError, "state vector is the wrong size");
  Mt19937 made;
  for (uint32_t i = 0; i <= Mt19937::kWords; ++i) {
    const Value& item = state->items()[i];
    int64_t word;
    if (!is_integer(item)) return interp.raise(ExceptionKind::kTypeError, "an integer is required");
    if (!to_int64(interp, item, &word)) return Value::error();
    if (word < 0) return interp.raise(ExceptionKind::kOverflowError, "can't convert negative value to unsigned int");
    if (i < Mt19937::kWords) {
      made.words()[i] = static_cast<uint32_t>(word);
    } else if (word > Mt19937::kWords) {
      return interp.raise(ExceptionKind::kValueError, "invalid state");
    } else {
      made.set_index(static_cast<uint32_t>(word));
    }
  }
  generator_of(self) = made;
  return Value::none();
}

// A class of random.py's or the user's seeds in its __init__.
Value construct(Interpreter& interp, const Type& type, const Args& args) {
  const bool own = &type == &RandomObject::kType;
  if (own && !check_positional(interp, "Random", args, 0, 1)) return Value::error();
  auto object = interp.heap().make_typed<RandomObject>(type);
  const Value first = own && args.size() ? args[0] : Value::none();
  return seed(interp, object->generator, first, nullptr) ? Value::object(std::move(object)) : Value::error();
}

constexpr Method kMethods[] = {
    {"seed", seed_method},         {"random", random_method},     {"getrandbits", getrandbits_method},
    {"getstate", getstate_method}, {"setstate", setstate_method}, {nullptr, nullptr},
};

bool init(Interpreter& interp, ModuleObject& module) {
  module.add(interp, "Random", interp.type_object(RandomObject::kType));
  return true;
}

const Type RandomObject::kType = {
    .name = "Random",
    .module = "_random",
    .basic_size = sizeof(RandomObject),
    .construct = construct,
    .methods = kMethods,
};

}  // namespace

const NativeModule kRandomModule = {"_random", init};

}  // namespace interloom::lang::modules
