import re

p = re.compile(r"(<)?(\w+@\w+(?:\.\w+)+)(?(1)>|$)")
for text in ["<user@host.com>", "user@host.com", "<user@host.com", "user@host.com>"]:
    print(text, bool(p.match(text)))
print(re.findall(r"(?P<q>['\"])?\w+(?(q)(?P=q))", "'a' b \"c\""))
