from string import Template

t = Template("$who likes ${what}s; $$5")
print(t.substitute(who="tim", what="kung pao"), t.substitute({"who": 1}, what=2), t.safe_substitute(who="x"), t.template)
print(t.get_identifiers(), t.is_valid(), Template("$").is_valid())
for bad in ("$", "a\nb $-x", "${bad"):
    try:
        Template(bad).substitute()
    except ValueError as error:
        print(error)
try:
    t.substitute(who=1)
except KeyError as error:
    print(error)

class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+"

print(Percent("%name and %% and $x").substitute(name="N"), Template("$NAME $name").safe_substitute(NAME=1))
