// Classes made by hand: methods are bytecode, namespaces are dicts. What Python source can say is in tests/lang.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/class_table.h"
#include "worker/lang/exception.h"
#include "worker/lang/number.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

class Classes : public testing::Test {
 protected:
  Interpreter& interp = job_.interp;
  Heap& heap = job_.interp.heap();

  Value str(std::string_view text) { return Value::share(interp.intern(text)); }
  // def name(*parameters): return <what body pushes>
  Value function(const char* name, const std::vector<const char*>& parameters, const std::function<void(CodeBuilder&)>& body) {
    CodeBuilder b(name, "<test>");
    for (const char* parameter : parameters) b.parameter(parameter);
    body(b);
    b.emit(Opcode::kReturn);
    auto code = std::move(b).finish();
    EXPECT_TRUE(code.ok()) << code.status();
    return Value::object(interp.make_function(*code, job_.scope));
  }
  Value returning(const char* text) {
    return function("f", {"self"}, [&](CodeBuilder& b) { b.load_str(text); });
  }
  Value make(const char* name, const std::vector<Value>& bases, const std::vector<std::pair<const char*, Value>>& attributes) {
    auto space = make_dict(heap);
    for (const auto& [key, value] : attributes) space->set(interp, str(key), value);
    return make_class(interp, *interp.type_object(TypeObject::kType).as<TypeObject>(), Ref<StrObject>::share(interp.intern(name)),
                      make_tuple(heap, std::span<const Value>(bases)), std::move(space), Args());
  }
  Value instance(const Value& cls, const std::vector<Value>& args = {}) { return call(interp, cls, Args(std::span(args))); }
  Value builtin(const char* name) { return *find_builtin(interp, name); }
  std::string text(const Value& value) {
    std::string out;
    if (!value.is_error() && repr_text(interp, value, &out)) return out;
    out = std::string(interp.exception().type_name()) + ": ";
    const Value exception = interp.take_exception();
    str_text(interp, exception, &out);
    return out;
  }
  std::string attribute(const Value& object, const char* name) { return text(get_attr(interp, object, name)); }
  std::string call_method(const Value& object, const char* name) {
    Value callable, self;
    if (!load_method(interp, object, interp.intern(name), &callable, &self)) return text(Value::error());
    return text(self.is_undefined() ? call(interp, callable, Args()) : call_with_self(interp, callable, self, Args()));
  }
  TypeObject& type(const Value& cls) { return *cls.as<TypeObject>(); }

  Job job_;
};

TEST_F(Classes, MethodsAndAttributes) {
  const Value a = make("A", {}, {{"f", returning("A.f")}, {"x", Value::integer(3)}});
  const Value b = make("B", {a}, {{"x", Value::integer(4)}});
  const Value object = instance(b);
  EXPECT_EQ(call_method(object, "f"), "'A.f'");
  EXPECT_EQ(attribute(object, "x"), "4");
  EXPECT_TRUE(set_attr(interp, object, interp.intern("x"), Value::integer(5)));
  EXPECT_EQ(attribute(object, "x"), "5");
  EXPECT_EQ(attribute(b, "x"), "4");
  EXPECT_EQ(attribute(object, "y"), "AttributeError: 'B' object has no attribute 'y'");
  EXPECT_EQ(instance_check(interp, object, a), 1);
  EXPECT_EQ(instance_check(interp, instance(a), b), 0);
}

TEST_F(Classes, OrderOfAncestorsIsC3) {
  const Value a = make("A", {}, {}), b = make("B", {a}, {}), c = make("C", {a}, {}), d = make("D", {b, c}, {});
  EXPECT_EQ(text(Value::object(type(d).mro)), "(<class 'D'>, <class 'B'>, <class 'C'>, <class 'A'>, <class 'object'>)");
  EXPECT_EQ(text(make("X", {a, b}, {})),
            "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B");
  EXPECT_EQ(text(make("X", {a, a}, {})), "TypeError: duplicate base class A");
}

TEST_F(Classes, LayoutsThatExclude) {
  EXPECT_EQ(text(make("X", {builtin("int"), builtin("str")}, {})), "TypeError: multiple bases have instance lay-out conflict");
  EXPECT_EQ(text(make("X", {builtin("bool")}, {})), "TypeError: type 'bool' is not an acceptable base type");
}

TEST_F(Classes, SlotsOfNativesSeeDerivedInstances) {
  const Value list = make("L", {builtin("list")}, {{"f", returning("f")}});
  const Value items = Value::object(make_list(heap, std::vector<Value>{Value::integer(1), Value::integer(2)}));
  const Value made = instance(list, {items});
  EXPECT_EQ(text(made), "[1, 2]");
  EXPECT_EQ(length_of(interp, made), 2);
  EXPECT_NE(made.as<ListObject>(), nullptr);
  EXPECT_EQ(made.exact<ListObject>(), nullptr);
  EXPECT_TRUE(set_attr(interp, made, interp.intern("tag"), str("t")));
  EXPECT_EQ(attribute(made, "tag"), "'t'");
  const Value number = instance(make("I", {builtin("int")}, {}), {Value::integer(20)});
  EXPECT_EQ(text(binary_op(interp, BinaryOp::kAdd, number, Value::integer(1))), "21");
  EXPECT_EQ(values_equal(interp, number, Value::integer(20)), 1);
  EXPECT_EQ(text(instance(make("T", {builtin("tuple")}, {}), {items})), "(1, 2)");
}

TEST_F(Classes, DundersFillSlotsAndLaterOnesToo) {
  const Value a = make("A", {}, {{"__repr__", returning("an A")}});
  const Value b = make("B", {a}, {});
  const Value object = instance(b);
  EXPECT_EQ(text(object), "an A");
  length_of(interp, object);
  EXPECT_EQ(text(Value::error()), "TypeError: object of type 'B' has no len()");
  const Value length = function("__len__", {"self"}, [](CodeBuilder& c) { c.load_int(7); });
  EXPECT_TRUE(set_attr(interp, a, interp.intern("__len__"), length));
  EXPECT_EQ(length_of(interp, object), 7);
  EXPECT_TRUE(set_attr(interp, a, interp.intern("__len__"), Value()));
  EXPECT_EQ(length_of(interp, object), -1);
  interp.take_exception();
  EXPECT_TRUE(set_attr(interp, object, interp.intern("__repr__"), length));  // the instance's own is not asked
  EXPECT_EQ(text(object), "an A");
}

TEST_F(Classes, VersionsChangeWithAncestorsOnly) {
  const Value a = make("A", {}, {}), b = make("B", {a}, {}), other = make("C", {}, {});
  const uint64_t version_a = type(a).version, version_b = type(b).version, version_other = type(other).version;
  EXPECT_NE(version_a, version_b);
  EXPECT_EQ(lookup_in_class(interp, type(b), interp.intern("x")), nullptr);
  EXPECT_TRUE(set_attr(interp, a, interp.intern("x"), Value::integer(1)));
  EXPECT_NE(type(a).version, version_a);
  EXPECT_NE(type(b).version, version_b);
  EXPECT_EQ(type(other).version, version_other);
  ASSERT_NE(lookup_in_class(interp, type(b), interp.intern("x")), nullptr);
  EXPECT_EQ(lookup_in_class(interp, type(b), interp.intern("x"))->as_int(), 1);
}

TEST_F(Classes, SlotsHoldValuesOutsideADict) {
  const Value names[] = {str("x"), str("y")};
  const Value a = make("A", {}, {{"__slots__", Value::object(make_tuple(heap, names))}});
  const Value object = instance(a);
  EXPECT_EQ(attribute(object, "x"), "AttributeError: 'A' object has no attribute 'x'");
  EXPECT_TRUE(set_attr(interp, object, interp.intern("x"), Value::integer(1)));
  EXPECT_EQ(attribute(object, "x"), "1");
  EXPECT_FALSE(set_attr(interp, object, interp.intern("z"), Value::integer(1)));
  EXPECT_EQ(text(Value::error()), "AttributeError: 'A' object has no attribute 'z'");
  EXPECT_EQ(attribute_dict(interp, object, true), nullptr);
}

TEST_F(Classes, DescriptorsRefuseOtherInstances) {
  const Value names[] = {str("x")};
  const Value a = make("A", {}, {{"__slots__", Value::object(make_tuple(heap, names))}});
  const Value member = get_attr(interp, a, "x");
  const Value wrong[] = {Value::integer(3)};
  EXPECT_EQ(text(call(interp, get_attr(interp, member, "__get__"), Args(std::span<const Value>(wrong)))),
            "TypeError: descriptor 'x' for 'A' objects doesn't apply to a 'int' object");
  EXPECT_EQ(text(call(interp, get_attr(interp, builtin("list"), "append"), Args(std::span<const Value>(wrong)))),
            "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
}

TEST_F(Classes, ExceptionsOfUserClassesAreExceptions) {
  const Value error = make("E", {builtin("ValueError")}, {});
  const Value raised = instance(error, {str("text")});
  EXPECT_NE(as_exception(raised), nullptr);
  EXPECT_EQ(exception_match(interp, raised, builtin("ValueError")), 1);
  EXPECT_EQ(exception_match(interp, raised, builtin("KeyError")), 0);
  EXPECT_EQ(exception_match(interp, raised, builtin("int")), -1);
  EXPECT_EQ(text(Value::error()), "TypeError: catching classes that do not inherit from BaseException is not allowed");
  EXPECT_EQ(text(raised), "E('text')");
}

TEST_F(Classes, IdsDifferAndHideAddresses) {
  std::vector<Value> objects;
  std::vector<int64_t> ids;
  for (int i = 0; i < 200; ++i) {
    objects.push_back(Value::object(make_list(heap)));
    ids.push_back(object_id(interp, objects.back()));
    EXPECT_EQ(ids.back(), object_id(interp, objects.back()));
    EXPECT_NE(static_cast<uint64_t>(ids.back()), reinterpret_cast<uintptr_t>(objects.back().object()));
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
  EXPECT_EQ(object_id(interp, Value::integer(5)), object_id(interp, Value::integer(5)));
  EXPECT_NE(object_id(interp, Value::integer(5)), object_id(interp, Value::integer(6)));
}

TEST_F(Classes, ManyBasesAndDiamondsStayInBudget) {
  // A stack of diamonds has 2^n paths from the top to the bottom; a change walks each class once.
  Value bottom = make("D0", {}, {});
  const Value root = bottom;
  for (int i = 0; i < 40; ++i) {
    const Value left = make("L", {bottom}, {}), right = make("R", {bottom}, {});
    bottom = make("D", {left, right}, {});
    ASSERT_FALSE(bottom.is_error());
  }
  const uint64_t before = interp.steps_used();
  EXPECT_TRUE(set_attr(interp, root, interp.intern("x"), Value::integer(1)));
  EXPECT_LT(interp.steps_used() - before, 10'000u);
  EXPECT_EQ(attribute(bottom, "x"), "1");
}

}  // namespace
}  // namespace interloom::lang
