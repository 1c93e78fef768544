using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AdCreator.Web.Operations;

/// <summary>Formats as another console formatter does, keeps a message on its line, and takes secrets out of the result.</summary>
/// <param name="name">The name under which the logger finds this one.</param>
/// <param name="inner">Gives the other, which is registered beside this one.</param>
internal sealed class RedactingFormatter(string name, Func<ConsoleFormatter> inner) : ConsoleFormatter(name)
{
    private readonly Lazy<ConsoleFormatter> inner = new(inner);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var text = new StringWriter();
        inner.Value.Write(inner.Value.Name == ConsoleFormatterNames.Simple ? OnOneLine(logEntry) : logEntry, scopeProvider, text);
        textWriter.Write(Redactor.Redact(text.ToString()));
    }

    /// <summary>The same entry with line breaks and other control characters of its message written out, as JSON does: what people typed makes no line of its own.</summary>
    private static LogEntry<TState> OnOneLine<TState>(LogEntry<TState> entry)
    {
        var format = entry.Formatter;
        return new(entry.LogLevel, entry.Category, entry.EventId, entry.State, entry.Exception, (state, fault) => Escape(format(state, fault)));
    }

    private static string Escape(string message)
    {
        if (!message.Any(IsBreak))
        {
            return message;
        }

        var text = new StringBuilder(message.Length + 16);
        foreach (var character in message)
        {
            _ = character switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                _ when IsBreak(character) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }

    private static bool IsBreak(char character) => (char.IsControl(character) && character != '\t') || character is '\u2028' or '\u2029';
}
