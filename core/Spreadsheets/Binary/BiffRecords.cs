using System.Buffers.Binary;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>Records of a BIFF5 or BIFF8 workbook stream (MS-XLS 2.1.4): type, length, body.</summary>
internal sealed class BiffRecords(byte[] stream, ReadBudget budget)
{
    private const int Continue = 0x3C;
    private int _next;
    private int _body;
    private int _count;

    public int Type { get; private set; }

    public int Length { get; private set; }

    /// <summary>True where the stream ended inside a record.</summary>
    public bool CutOff { get; private set; }

    public ReadOnlySpan<byte> Body => stream.AsSpan(_body, Length);

    public int Size => stream.Length;

    public void Seek(int offset) => _next = Math.Clamp(offset, 0, stream.Length);

    public bool Read()
    {
        if ((++_count & 0xFFF) == 0)
        {
            budget.Tick();
        }

        if (_next + 4 > stream.Length)
        {
            CutOff = true;
            return false;
        }

        Type = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(_next));
        Length = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(_next + 2));
        _body = _next + 4;
        if (_body + Length > stream.Length)
        {
            Length = stream.Length - _body;
            CutOff = true;
        }

        _next = _body + Length;
        return true;
    }

    /// <summary>Moves on to the record's continuation; false where none follows.</summary>
    public bool ReadContinue() =>
        _next + 4 <= stream.Length && BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(_next)) == Continue && Read();

    /// <summary>The byte offset of the next record.</summary>
    public int Next => _next;

    public int UInt16(int at) => at + 2 <= Length ? BinaryPrimitives.ReadUInt16LittleEndian(Body[at..]) : 0;

    public int Int32(int at) => at + 4 <= Length ? BinaryPrimitives.ReadInt32LittleEndian(Body[at..]) : 0;

    public double Double(int at) => at + 8 <= Length ? BinaryPrimitives.ReadDoubleLittleEndian(Body[at..]) : 0;

    public byte Byte(int at) => at < Length ? Body[at] : (byte)0;

    /// <summary>Text in the workbook's code page, cut where the record ends.</summary>
    public string Narrow(int at, int length, Encoding codePage) =>
        at >= Length ? string.Empty : codePage.GetString(Body.Slice(at, Math.Min(length, Length - at)));
}
