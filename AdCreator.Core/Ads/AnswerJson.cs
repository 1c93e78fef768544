using System.Text.Json;
using System.Text.Json.Serialization;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads;

/// <summary>How the answers of models are read: a field that was not asked for makes the whole answer unreadable.</summary>
internal static class AnswerJson
{
    public static readonly JsonSerializerOptions Strict = new(JsonColumn.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
