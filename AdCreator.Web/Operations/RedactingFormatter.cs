using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AdCreator.Web.Operations;

/// <summary>Formats as another console formatter does, and takes secrets out of the result.</summary>
/// <param name="name">The name under which the logger finds this one.</param>
/// <param name="inner">Gives the other, which is registered beside this one.</param>
internal sealed class RedactingFormatter(string name, Func<ConsoleFormatter> inner) : ConsoleFormatter(name)
{
    private readonly Lazy<ConsoleFormatter> inner = new(inner);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var text = new StringWriter();
        inner.Value.Write(logEntry, scopeProvider, text);
        textWriter.Write(Redactor.Redact(text.ToString()));
    }
}
