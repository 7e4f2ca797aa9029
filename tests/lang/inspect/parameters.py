import inspect

P = inspect.Parameter
p = P("x", P.KEYWORD_ONLY, default=3, annotation=int)
print(p, repr(p), p.replace(name="y"), p.replace(default=P.empty), p.replace(annotation=P.empty), p == p.replace(), hash(p) == hash(p.replace()))
print(P("a", P.VAR_POSITIONAL), P("k", P.VAR_KEYWORD), P.POSITIONAL_ONLY < P.KEYWORD_ONLY, str(P.POSITIONAL_ONLY), P.VAR_KEYWORD.description)
for bad in (lambda: P("a", P.VAR_POSITIONAL, default=1), lambda: P("1", P.KEYWORD_ONLY), lambda: P(3, P.KEYWORD_ONLY), lambda: P("if", P.KEYWORD_ONLY), lambda: P("a", 77)):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
s = inspect.Signature([P("a", P.POSITIONAL_ONLY), p], return_annotation=str)
print(s, s.replace(return_annotation=inspect.Signature.empty), list(s.parameters), s == inspect.Signature([P("a", P.POSITIONAL_ONLY), p], return_annotation=str))
for params in ([p, p], [P("a", P.POSITIONAL_ONLY, default=1), P("b", P.POSITIONAL_ONLY)]):
    try:
        inspect.Signature(params)
    except ValueError as error:
        print(error)
