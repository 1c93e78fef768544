using System.Text;
using AdCreator.Core.Data;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage;

/// <summary>Keeps records on the local disk while the database is away. The writer alone uses it.</summary>
/// <remarks>
/// Each process has its own locked file in the shared folder. The lock falls with its process, so whoever can open
/// another's file may take it over: replaying it twice is harmless, because a record names its row.
/// </remarks>
internal sealed partial class UsageSpool : IDisposable
{
    /// <summary>256 MB hold about 300,000 records: hours of outage, since new calls are refused meanwhile.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    private const long WarnBytes = MaxBytes / 10 * 8;

    private readonly string folder;
    private readonly UsageHealth health;
    private readonly ILogger<UsageSpool> logger;
    private readonly SpoolFile own;
    private readonly Queue<SpoolFile> inherited = [];
    private bool isDisposed;

    public UsageSpool(DataDirectory directory, UsageHealth health, ILogger<UsageSpool> logger)
    {
        (folder, this.health, this.logger) = (directory.Folder("spool"), health, logger);

        // Another process that looks for dead ones may hold a file in the moment it is made: the next name is free.
        own = SpoolFile.TryOpen(NewPath()) ?? SpoolFile.TryOpen(NewPath())
            ?? throw new IOException($"Cannot make a spool file in {folder}.");
    }

    /// <summary>Whether nothing waits here; so it is after the end, because a host may be stopped twice.</summary>
    public bool IsEmpty => isDisposed || (own.IsEmpty && inherited.Count == 0);

    /// <summary>Whether records wait in any process's file: until they are replayed nothing may be called lost.</summary>
    public bool HoldsAnyRecord => Directory.EnumerateFiles(folder, "usage-*.jsonl").Any(path => new FileInfo(path) is { Exists: true, Length: > 0 });

    /// <summary>Makes records durable, all or none.</summary>
    /// <exception cref="IOException">The spool or the disk is full, or the disk is away.</exception>
    public void Append(IReadOnlyList<UsageRecord> records)
    {
        var lines = SpoolFile.Write(records);
        if (own.Length + lines.Length > MaxBytes)
        {
            throw new IOException($"The usage spool has reached {MaxBytes} bytes.");
        }

        var wasBelow = own.Length < WarnBytes;
        own.Append(lines);
        if (wasBelow && own.Length >= WarnBytes)
        {
            LogNearlyFull(own.Length, MaxBytes);
        }

        health.SetSpoolBytes(Bytes);
    }

    /// <summary>The oldest records, at most <paramref name="count"/>: those of dead processes first.</summary>
    public SpoolChunk Peek(int count) => Oldest.Peek(count);

    /// <summary>Takes what <see cref="Peek"/> gave, once it is settled; unreadable lines go into quarantine.</summary>
    public void Take(SpoolChunk chunk)
    {
        Quarantine(chunk.Unreadable);
        var file = Oldest;
        file.Take(chunk);
        if (file != own && file.IsEmpty)
        {
            inherited.Dequeue().Delete();
        }

        health.SetSpoolBytes(Bytes);
    }

    /// <summary>Opens the files that dead processes left.</summary>
    public void TakeOver()
    {
        var mine = inherited.Append(own).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "usage-*.jsonl").Where(p => !mine.Contains(p)).Order(StringComparer.Ordinal).ToList())
        {
            if (SpoolFile.TryOpen(path) is not { } file)
            {
                continue;
            }

            if (file.IsEmpty)
            {
                file.Delete();
                continue;
            }

            LogTakenOver(path, file.Length);
            inherited.Enqueue(file);
        }

        health.SetSpoolBytes(Bytes);
    }

    /// <summary>Puts records that the database refuses, or lines that hold none, where a person can look at them.</summary>
    public void Quarantine(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var path = Path.ChangeExtension(own.Path, ".quarantine");
        using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            file.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
            file.Flush(flushToDisk: true);
        }

        health.AddQuarantined(lines.Count);
        LogQuarantined(lines.Count, path);
    }

    /// <summary>Lets go of all files; an own file that holds nothing is deleted.</summary>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        while (inherited.TryDequeue(out var file))
        {
            file.Dispose();
        }

        if (own.IsEmpty)
        {
            own.Delete();
            return;
        }

        own.Dispose();
    }

    private SpoolFile Oldest => inherited.TryPeek(out var file) ? file : own;

    private string NewPath() => Path.Combine(folder, $"usage-{NewId.Next(TimeProvider.System):n}.jsonl");

    private long Bytes => own.Length + inherited.Sum(f => f.Length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage spool holds {Bytes} of {MaxBytes} bytes: bring the database back before it is full")]
    private partial void LogNearlyFull(long bytes, long maxBytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "Replaying the usage spool {Path} of a process that ended ({Bytes} bytes)")]
    private partial void LogTakenOver(string path, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} usage records cannot be written and stand in {Path}")]
    private partial void LogQuarantined(int count, string path);
}
