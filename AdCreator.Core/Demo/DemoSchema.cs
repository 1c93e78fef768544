using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>Makes a valid instance of a schema (OpenAPI subset or JSON Schema), with sense where a property's name tells what it is.</summary>
internal sealed class DemoSchema(DemoRequest request)
{
    private const int DeepestLevel = 12;

    private readonly DemoWords words = new(request);

    public JsonNode? Instance() => Make(request.Schema ?? [], "answer", [], 0, 0);

    /// <param name="siblings">What is already set in the object around.</param>
    private JsonNode? Make(JsonObject declared, string name, JsonObject siblings, int index, int level)
    {
        var schema = Resolve(declared);
        if (schema["const"] is { } constant)
        {
            return constant.DeepClone();
        }

        if (schema["enum"] is JsonArray { Count: > 0 } values)
        {
            return words.Choose(name, values, index)?.DeepClone();
        }

        return TypeOf(schema) switch
        {
            _ when level > DeepestLevel => null,
            "object" => MakeObject(schema, name, siblings, index, level),
            "array" => MakeArray(schema, name, siblings, level),
            "integer" => JsonValue.Create((long)Math.Round(Number(schema, name, siblings, index, wholeNumbers: true))),
            "number" => JsonValue.Create(Math.Round(Number(schema, name, siblings, index, wholeNumbers: false), 2)),
            "boolean" => JsonValue.Create(DemoWords.Boolean(name)),
            "null" => null,
            _ => JsonValue.Create(Fit(schema, words.Text(name, DemoRequest.TextOf(schema, "format"), siblings, index))),
        };
    }

    private JsonObject MakeObject(JsonObject schema, string name, JsonObject siblings, int index, int level)
    {
        var made = new JsonObject();
        if (siblings.Count == 0 && name.Length > 0)
        {
            words.Enter(name);
        }

        var context = new JsonObject { [DemoWords.Around] = name };
        foreach (var (property, declared) in Ordered(schema["properties"] as JsonObject ?? []))
        {
            var value = Make(declared as JsonObject ?? [], property, context, index, level + 1);
            made[property] = value;
            context[property] = value?.DeepClone();
        }

        return made;
    }

    private JsonArray MakeArray(JsonObject schema, string name, JsonObject siblings, int level)
    {
        var items = schema["items"] as JsonObject ?? [];
        var made = new JsonArray();
        var count = Math.Clamp(words.CountOf(name, Resolve(items)), Whole(schema, "minItems", 0), Whole(schema, "maxItems", 24));
        for (var i = 0; i < count; i++)
        {
            made.Add(Make(items, name, [], i, level + 1));
        }

        return made;
    }

    private double Number(JsonObject schema, string name, JsonObject siblings, int index, bool wholeNumbers)
    {
        var lowest = Bound(schema, "minimum") ?? (Bound(schema, "exclusiveMinimum") is { } above ? above + (wholeNumbers ? 1 : 0.01) : null);
        var highest = Bound(schema, "maximum") ?? (Bound(schema, "exclusiveMaximum") is { } below ? below - (wholeNumbers ? 1 : 0.01) : null);
        var number = words.Number(name, siblings, index, lowest ?? Math.Min(0, highest ?? 0), highest ?? Math.Max(10, lowest ?? 10));
        return Math.Clamp(number, lowest ?? double.MinValue, highest ?? double.MaxValue);
    }

    private JsonObject Resolve(JsonObject schema)
    {
        for (var i = 0; i < DeepestLevel; i++)
        {
            if (schema["$ref"]?.ToString() is { } reference)
            {
                schema = Follow(reference);
            }
            else if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray { Count: > 0 } options)
            {
                schema = options.OfType<JsonObject>().FirstOrDefault(o => TypeOf(o) != "null") ?? [];
            }
            else if (schema["allOf"] is JsonArray { Count: > 0 } all)
            {
                schema = Merge(all.OfType<JsonObject>().Select(Resolve));
            }
            else
            {
                break;
            }
        }

        return schema;
    }

    private JsonObject Follow(string reference)
    {
        JsonNode? at = request.Schema;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = (at as JsonObject)?[step];
        }

        return at as JsonObject ?? throw DemoFault.Invalid($"Invalid JSON schema: the reference \"{reference}\" leads nowhere.");
    }

    private static JsonObject Merge(IEnumerable<JsonObject> schemas)
    {
        var merged = new JsonObject();
        var properties = new JsonObject();
        foreach (var schema in schemas)
        {
            foreach (var (key, value) in schema.Where(p => p.Key != "properties"))
            {
                merged[key] = value?.DeepClone();
            }

            foreach (var (key, value) in schema["properties"] as JsonObject ?? [])
            {
                properties[key] = value?.DeepClone();
            }
        }

        merged["properties"] = properties;
        return merged;
    }

    private static string TypeOf(JsonObject schema)
    {
        var type = schema["type"] is JsonArray types ? types.Select(t => t?.ToString()).FirstOrDefault(t => t is not null and not "null") : schema["type"]?.ToString();
        return type?.ToLowerInvariant() ?? (schema["properties"] is not null ? "object" : schema["items"] is not null ? "array" : "string");
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Ordered(JsonObject properties) =>
        // What names a thing comes before what is said of it.
        properties.OrderBy(p => p.Key is "criterion" or "key" or "id" or "name" or "type" ? 0 : 1);

    private static string Fit(JsonObject schema, string text)
    {
        var (least, most) = (Whole(schema, "minLength", 0), Whole(schema, "maxLength", int.MaxValue));
        while (text.Length < least)
        {
            text += text.Length == 0 ? "text" : " " + text;
        }

        return text.Length > most ? text[..most] : text;
    }

    private static int Whole(JsonObject schema, string key, int otherwise) =>
        Bound(schema, key) is { } bound ? (int)Math.Clamp(bound, 0, int.MaxValue) : otherwise;

    private static double? Bound(JsonObject schema, string key) =>
        DemoRequest.TextOf(schema, key) is { } text && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var bound) ? bound : null;
}
