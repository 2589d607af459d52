using System.Globalization;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;

namespace IntegrationHub.Functions.Cli;

/// <summary>Says every few seconds how far a rebuild is.</summary>
internal sealed class RebuildMeter(Terminal terminal, TimeProvider clock) : IProgress<RebuildProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private long _said = clock.GetTimestamp();

    public void Report(RebuildProgress value)
    {
        if (clock.GetElapsedTime(_said) < Pause)
        {
            return;
        }

        _said = clock.GetTimestamp();
        var share = value.All == 0 ? 1 : (double)value.Done / value.All;
        terminal.Error.WriteLine(value.Step == RebuildStep.Reading
            ? string.Create(CultureInfo.InvariantCulture, $"{terminal.Say("读取事件", "reading the log")} {share:P0}")
            : string.Create(CultureInfo.InvariantCulture, $"{terminal.Say("核对订单卡", "comparing the cards")} {share:P0} ({value.Done}/{value.All}),{terminal.Say("已修正", " mended")} {value.Mended}"));
    }
}
