// Grammar that the reference CPython (3.11) does not have: 3.12 to 3.14. The trees are those of 3.13, written as 3.11's ast.dump
// writes; what only 3.14 has is stated by hand.
#include "gtest/gtest.h"
#include "worker/lang/syntax/dump.h"
#include "worker/lang/syntax/parser.h"

namespace interloom::lang::syntax {
namespace {

struct Case { const char* source; const char* tree; };

// The dump of a module of one statement, without the module.
std::string tree_of(std::string_view source) {
  const Parsed parsed = parse(source, "test.py");
  if (!parsed.ok()) return parsed.error->type + ": " + parsed.error->message;
  const std::string whole = dump(parsed.ast);
  constexpr std::string_view kBefore = "Module(body=[", kAfter = "], type_ignores=[])";
  return whole.substr(kBefore.size(), whole.size() - kBefore.size() - kAfter.size());
}

const Case kCases[] = {
    {R"py(type A = int)py",
     R"(TypeAlias(name=Name(id='A', ctx=Store()), type_params=[], value=Name(id='int', ctx=Load())))"},
    {R"py(type A[T: int = str, *Ts = *b, **P = [int]] = c)py",
     R"(TypeAlias(name=Name(id='A', ctx=Store()), type_params=[TypeVar(name='T', bound=Name(id='int', ctx=Load()), default_value=Name(id='str', ctx=Load())), TypeVarTuple(name='Ts', default_value=Starred(value=Name(id='b', ctx=Load()), ctx=Load())), ParamSpec(name='P', default_value=List(elts=[Name(id='int', ctx=Load())], ctx=Load()))], value=Name(id='c', ctx=Load())))"},
    {R"py(def f[T](x: T) -> T: pass)py",
     R"(FunctionDef(name='f', args=arguments(posonlyargs=[], args=[arg(arg='x', annotation=Name(id='T', ctx=Load()))], kwonlyargs=[], kw_defaults=[], defaults=[]), body=[Pass()], decorator_list=[], returns=Name(id='T', ctx=Load()), type_params=[TypeVar(name='T')]))"},
    {R"py(class C[T: (int, str)](B, metaclass=M): pass)py",
     R"(ClassDef(name='C', bases=[Name(id='B', ctx=Load())], keywords=[keyword(arg='metaclass', value=Name(id='M', ctx=Load()))], body=[Pass()], decorator_list=[], type_params=[TypeVar(name='T', bound=Tuple(elts=[Name(id='int', ctx=Load()), Name(id='str', ctx=Load())], ctx=Load()))]))"},
    {R"py(async def f[*Ts](*a: *Ts): pass)py",
     R"(AsyncFunctionDef(name='f', args=arguments(posonlyargs=[], args=[], vararg=arg(arg='a', annotation=Starred(value=Name(id='Ts', ctx=Load()), ctx=Load())), kwonlyargs=[], kw_defaults=[], defaults=[]), body=[Pass()], decorator_list=[], type_params=[TypeVarTuple(name='Ts')]))"},
    {R"py(f'{a['b']}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=Subscript(value=Name(id='a', ctx=Load()), slice=Constant(value='b'), ctx=Load()), conversion=-1)])))"},
    {R"py(f'{f'{x}'}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1)]), conversion=-1)])))"},
    {R"py(f'{x!r:>{w}.{p}}{y=}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1), Constant(value='.'), FormattedValue(value=Name(id='p', ctx=Load()), conversion=-1)])), Constant(value='y='), FormattedValue(value=Name(id='y', ctx=Load()), conversion=114)])))"},
    {R"py(f'''{
x # c
}''')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1)])))"},
    {R"py(f'{a:{b:{c}}}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=-1, format_spec=JoinedStr(values=[FormattedValue(value=Name(id='b', ctx=Load()), conversion=-1, format_spec=JoinedStr(values=[FormattedValue(value=Name(id='c', ctx=Load()), conversion=-1)]))]))])))"},
    {R"py(f'\N{BULLET}{x}')py",
     R"(Expr(value=JoinedStr(values=[Constant(value='•'), FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1)])))"},
    {R"py(type = type(x))py",
     R"(Assign(targets=[Name(id='type', ctx=Store())], value=Call(func=Name(id='type', ctx=Load()), args=[Name(id='x', ctx=Load())], keywords=[])))"},
    {R"py(x[*a, b])py",
     R"(Expr(value=Subscript(value=Name(id='x', ctx=Load()), slice=Tuple(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()), ctx=Load())))"},
    {R"py(for x in *a, b: pass)py",
     R"(For(target=Name(id='x', ctx=Store()), iter=Tuple(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load()), Name(id='b', ctx=Load())], ctx=Load()), body=[Pass()], orelse=[]))"},
    {R"py(try:
 pass
except* (A, B) as e:
 pass)py",
     R"(TryStar(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), name='e', body=[Pass()])], orelse=[], finalbody=[]))"},
    {R"py(with (a as b, c,): pass)py",
     R"(With(items=[withitem(context_expr=Name(id='a', ctx=Load()), optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', ctx=Load()))], body=[Pass()]))"},
    {R"py(f'{x:%H:%M}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1, format_spec=JoinedStr(values=[Constant(value='%H:%M')]))])))"},
    {R"py(f'{a if b else c}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=IfExp(test=Name(id='b', ctx=Load()), body=Name(id='a', ctx=Load()), orelse=Name(id='c', ctx=Load())), conversion=-1)])))"},
    {R"py(f'{(lambda x: 1)}')py",
     R"(Expr(value=JoinedStr(values=[FormattedValue(value=Lambda(args=arguments(posonlyargs=[], args=[arg(arg='x')], kwonlyargs=[], kw_defaults=[], defaults=[]), body=Constant(value=1)), conversion=-1)])))"},
    {R"py(f'{{{x}}}')py",
     R"(Expr(value=JoinedStr(values=[Constant(value='{'), FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1), Constant(value='}')])))"},
    {"f'{x # why\n = }'",
     "Expr(value=JoinedStr(values=[Constant(value='x \\n = '), FormattedValue(value=Name(id='x', ctx=Load()), conversion=114)]))"},
    {"try:\n pass\nexcept A, B:\n pass",
     "Try(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), "
     "body=[Pass()])], orelse=[], finalbody=[])"},
    {"t'a{x!r:>{w}}'",
     "Expr(value=TemplateStr(values=[Constant(value='a'), Interpolation(value=Name(id='x', ctx=Load()), str='x', conversion=114, "
     "format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)]))]))"},
};

TEST(NewerGrammar, TreesAreThoseOfNewerCPython) {
  for (const Case& one : kCases) EXPECT_EQ(tree_of(one.source), one.tree) << one.source;
}

TEST(NewerGrammar, Mistakes) {
  const auto message = [](std::string_view source) {
    const Parsed parsed = parse(source, "test.py");
    return parsed.ok() ? std::string("no error") : parsed.error->message;
  };
  EXPECT_EQ(message("try:\n pass\nexcept A, B as e:\n pass"), "multiple exception types must be parenthesized");
  EXPECT_EQ(message("f'{}'"), "f-string: valid expression required before '}'");
  EXPECT_EQ(message("f'{a!x}'"), "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'");
  EXPECT_EQ(message("f'{a ! r}'"), "f-string: conversion type must come right after the exclamation mark");
  EXPECT_EQ(message("f'{a $ b}'"), "f-string: expecting '=', or '!', or ':', or '}'");
  EXPECT_EQ(message("f'{a!r b}'"), "f-string: expecting ':' or '}'");
  EXPECT_EQ(message("f'{a'"), "f-string: expecting '}'");
  EXPECT_EQ(message("f'{lambda x:1}'"), "f-string: lambda expressions are not allowed without parentheses");
  EXPECT_EQ(message("f'}'"), "f-string: single '}' is not allowed");
  EXPECT_EQ(message("f'{a:{b:{c:{d}}}}'"), "f-string: expressions nested too deeply");
  EXPECT_EQ(message("f'abc"), "unterminated f-string literal (detected at line 1)");
  EXPECT_EQ(message("t'a' 'b'"), "cannot mix t-string literals with string or bytes literals");
  EXPECT_EQ(message("def f[](): pass"), "Type parameter list cannot be empty");
}

}  // namespace
}  // namespace interloom::lang::syntax
