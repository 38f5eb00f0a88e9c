using System.Diagnostics;
using System.Text;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Hosting;

/// <summary>The product as a process of its own, as an operator starts it.</summary>
public sealed class ProductProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(Process process) => _process = process;

    /// <summary>What it wrote, errors included.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it in Development with these settings, as environment variables, on a free port.</summary>
    public static ProductProcess Start(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PracticeReview.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = TestPaths.Web, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var product = new ProductProcess(new Process { StartInfo = start });
        product._process.OutputDataReceived += (_, line) => product.Note(line.Data);
        product._process.ErrorDataReceived += (_, line) => product.Note(line.Data);
        product._process.Start();
        product._process.BeginOutputReadLine();
        product._process.BeginErrorReadLine();
        return product;
    }

    /// <summary>Waits until it serves.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> ServingAsync()
    {
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_address.Task, ended).WaitAsync(TimeSpan.FromMinutes(5));
        return first == _address.Task ? await _address.Task : throw new InvalidOperationException(Output);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    /// <summary>Sends it a signal: INT for Ctrl-C, TERM, or KILL.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        const string announcement = "PracticeReview is at ";
        if (line?.StartsWith(announcement, StringComparison.Ordinal) == true)
        {
            _address.TrySetResult(line[announcement.Length..].Trim());
        }
    }
}
