#include "worker/lang/code_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;

std::string failure(CodeBuilder&& builder) {
  const auto code = std::move(builder).finish();
  return code.ok() ? "ok" : std::string(message_of(code.status()));
}

TEST(CodeBuilder, ComputesStackAndSharesConstants) {
  CodeBuilder b("f", "<graph>");
  b.load_int(1);
  b.load_int(1);
  b.load_int(2);
  b.emit(Opcode::kBinary, BinaryOp::kAdd);
  b.emit(Opcode::kBinary, BinaryOp::kAdd);
  b.emit(Opcode::kReturn);
  const auto code = std::move(b).finish();
  ASSERT_TRUE(code.ok()) << code.status();
  EXPECT_EQ((*code)->max_stack, 3u);
  EXPECT_EQ((*code)->constants.size(), 2u);
  EXPECT_THAT((*code)->disassemble(), HasSubstr("3 Binary 0\n"));
}

TEST(CodeBuilder, ConstantsOfDifferentTypesAreNotShared) {
  CodeBuilder b("f", "<graph>");
  b.load_int(1);
  b.load_const(Constant{true});
  b.load_const(Constant{1.0});
  b.load_const(Constant{0.0});
  b.load_const(Constant{-0.0});
  b.load_str("1");
  b.emit(Opcode::kBuildTuple, 6);
  b.emit(Opcode::kReturn);
  EXPECT_EQ((*std::move(b).finish())->constants.size(), 6u);
}

TEST(CodeBuilder, RefusesStackUnderflow) {
  CodeBuilder b("f", "<graph>");
  b.load_int(1);
  b.emit(Opcode::kBinary, BinaryOp::kAdd);
  b.emit(Opcode::kReturn);
  EXPECT_THAT(failure(std::move(b)), HasSubstr("instruction 1 (Binary): the stack underflows"));
}

TEST(CodeBuilder, RefusesDifferentDepthsAtAJoin) {
  CodeBuilder b("f", "<graph>");
  const auto join = b.new_label();
  b.load_int(1);
  b.load_int(1);
  b.jump(Opcode::kJumpIfTrue, join);
  b.load_int(2);
  b.bind(join);
  b.emit(Opcode::kReturn);
  EXPECT_THAT(failure(std::move(b)), HasSubstr("stack depth"));
}

TEST(CodeBuilder, RefusesUnboundLabelsAndFallingOffTheEnd) {
  CodeBuilder unbound("f", "<graph>");
  unbound.jump(Opcode::kJump, unbound.new_label());
  EXPECT_THAT(failure(std::move(unbound)), HasSubstr("label is not bound"));
  CodeBuilder endless("f", "<graph>");
  endless.load_int(1);
  EXPECT_THAT(failure(std::move(endless)), HasSubstr("the end is run into"));
  EXPECT_THAT(failure(CodeBuilder("f", "<graph>")), HasSubstr("the end is run into"));
}

TEST(CodeBuilder, RefusesArgumentsOutOfRange) {
  CodeBuilder local("f", "<graph>");
  local.emit(Opcode::kLoadLocal, 3);
  local.emit(Opcode::kReturn);
  EXPECT_THAT(failure(std::move(local)), HasSubstr("LoadLocal): its argument is out of range"));
  CodeBuilder op("f", "<graph>");
  op.load_int(1);
  op.emit(Opcode::kUnary, 9);
  op.emit(Opcode::kReturn);
  EXPECT_THAT(failure(std::move(op)), HasSubstr("Unary): its argument is out of range"));
  CodeBuilder names("f", "<graph>");
  names.load_int(1);
  names.load_int(1);
  names.emit(Opcode::kCallKeywords, 0);
  names.emit(Opcode::kReturn);
  EXPECT_THAT(failure(std::move(names)), HasSubstr("constant tuple"));
  CodeBuilder large("f", "<graph>");
  large.emit(Opcode::kBuildList, kMaxArgument + 1);
  EXPECT_THAT(failure(std::move(large)), HasSubstr("too large"));
}

TEST(CodeBuilder, RefusesHandlerDeeperThanItsCode) {
  CodeBuilder b("f", "<graph>");
  const auto first = b.new_label(), last = b.new_label(), handler = b.new_label();
  b.bind(first);
  b.load_none();
  b.emit(Opcode::kReturn);
  b.bind(last);
  b.bind(handler);
  b.emit(Opcode::kEndHandler);
  b.load_none();
  b.emit(Opcode::kReturn);
  b.add_handler(first, last, handler, 1);
  EXPECT_NE(failure(std::move(b)), "ok");
}

TEST(CodeBuilder, PositionsCoverInstructions) {
  CodeBuilder b("f", "<graph>");
  b.position(1, "a");
  b.load_none();
  b.position(2, "b");
  b.emit(Opcode::kPop);
  b.load_none();
  b.emit(Opcode::kReturn);
  const auto code = *std::move(b).finish();
  EXPECT_EQ(code->position_of(0)->line, 1u);
  EXPECT_EQ(code->position_of(2)->line, 2u);
  EXPECT_EQ(code->nodes[code->position_of(3)->node], "b");
}

}  // namespace
}  // namespace interloom::lang
