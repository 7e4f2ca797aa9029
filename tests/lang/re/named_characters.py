import re

print(re.findall(r"\N{BULLET}|\N{EM DASH}", "a•b—c"), re.match(r"[\N{LATIN SMALL LETTER A}-c]+", "abcd").group())
try:
    re.compile(r"\N{NO SUCH THING}")
except re.error as e:
    print(e)
