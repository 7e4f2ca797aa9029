import json

text = 'quote " back \\ slash / tab \t newline \n bell \x07 del \x7f é € 𝄞 \u2028'
print(json.dumps(text))
print(json.dumps(text, ensure_ascii=False))
print(json.loads(json.dumps(text)) == text, json.dumps("\ud800"))
