using System.Data;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Reads a JSON column as the text that it is, in SQL: whoever only hands it on need not read it and write it again.</summary>
internal static class StoredJson
{
    private static readonly StringTypeMapping Text = new("text", DbType.String);

    /// <summary>The text of a property that is mapped to JSON. Only inside a query.</summary>
    public static string Of(object json) =>
        throw new InvalidOperationException($"{nameof(StoredJson)}.{nameof(Of)}({json}) is for queries: the database gives the text.");

    /// <summary>Tells the model how to read it.</summary>
    public static void AddTo(IMutableModel model)
    {
        var function = model.AddDbFunction(typeof(StoredJson).GetMethod(nameof(Of))!);
        function.Parameters[0].TypeMapping = Text;
        function.Translation = arguments => new SqlUnaryExpression(ExpressionType.Convert, arguments[0], typeof(string), Text);
    }
}
