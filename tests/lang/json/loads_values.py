import json

for text in ["null", "true", " [1, 2.5, -3e2, 1E+2] ", '{"a": {"b": []}, "c": ""}', '"\\u00e9\\n\\ud834\\udd1e"', "-0", "-0.0", "123456789012345678901234567890", "NaN", "-Infinity", '{"k": 1, "k": 2}', "\t1\r\n", '"\\/"']:
    print(repr(json.loads(text)))
