using System.Buffers.Binary;
using System.Text;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Builds small BIFF8 workbooks: records into a stream, the stream into an OLE container of one FAT sector.</summary>
internal sealed class XlsFile
{
    private const int Sector = 512;
    private readonly MemoryStream _globals = new();
    private readonly MemoryStream _sheet = new();

    public XlsFile()
    {
        Global(0x0809, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Cell(0x0809, 0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public XlsFile Global(ushort type, params byte[] body) => Write(_globals, type, body);

    public XlsFile Cell(ushort type, params byte[] body) => Write(_sheet, type, body);

    /// <summary>A cell record: row, column, style, then the value.</summary>
    public XlsFile At(ushort type, int row, int column, int style, params byte[] value) => Cell(
        type,
        [(byte)row, (byte)(row >> 8), (byte)column, (byte)(column >> 8), (byte)style, (byte)(style >> 8), .. value]);

    public XlsFile Number(int row, int column, double value, int style = 0) => At(0x0203, row, column, style, BitConverter.GetBytes(value));

    public XlsFile Text(int row, int column, string text) => At(0x0204, row, column, 0, [.. Length(text), 1, .. Encoding.Unicode.GetBytes(text)]);

    public static byte[] Length(string text) => [(byte)text.Length, (byte)(text.Length >> 8)];

    public byte[] ToBytes(string sheet = "Sheet1")
    {
        Cell(0x000A);
        byte[] name = [(byte)sheet.Length, 1, .. Encoding.Unicode.GetBytes(sheet)];
        var offset = (int)_globals.Length + 4 + 6 + name.Length + 4;
        Global(0x0085, [.. BitConverter.GetBytes(offset), 0, 0, .. name]);
        Global(0x000A);
        byte[] stream = [.. _globals.ToArray(), .. _sheet.ToArray()];
        Array.Resize(ref stream, Math.Max(4096, (stream.Length + Sector - 1) / Sector * Sector));
        return Contain(stream);
    }

    private static XlsFile Write(XlsFile file, MemoryStream target, ushort type, byte[] body)
    {
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(head, type);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)body.Length);
        target.Write(head);
        target.Write(body);
        return file;
    }

    private XlsFile Write(MemoryStream target, ushort type, byte[] body) => Write(this, target, type, body);

    private static byte[] Contain(byte[] stream)
    {
        var sectors = stream.Length / Sector;
        var file = new byte[Sector * (3 + sectors)];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(file, 0);
        Put16(file, 24, 0x3E, 3, 0xFFFE, 9, 6);
        Put32(file, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0);
        file.AsSpan(80, 108 * 4).Fill(0xFF);
        file.AsSpan(Sector, Sector).Fill(0xFF);
        Put32(file, Sector, 0xFFFFFFFD, 0xFFFFFFFE);
        for (var i = 0; i < sectors; i++)
        {
            Put32(file, Sector + ((2 + i) * 4), i == sectors - 1 ? 0xFFFFFFFE : (uint)(3 + i));
        }

        Entry(file, Sector * 2, "Root Entry", 5, 1, 0xFFFFFFFE, 0);
        Entry(file, (Sector * 2) + 128, "Workbook", 2, 0xFFFFFFFF, 2, (uint)stream.Length);
        stream.CopyTo(file, Sector * 3);
        return file;
    }

    private static void Entry(byte[] file, int at, string name, byte type, uint child, uint start, uint length)
    {
        Encoding.Unicode.GetBytes(name).CopyTo(file, at);
        Put16(file, at + 64, (ushort)((name.Length + 1) * 2));
        file[at + 66] = type;
        file[at + 67] = 1;
        Put32(file, at + 68, 0xFFFFFFFF, 0xFFFFFFFF, child);
        Put32(file, at + 116, start, length);
    }

    private static void Put16(byte[] file, int at, params ushort[] values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);
            at += 2;
        }
    }

    private static void Put32(byte[] file, int at, params uint[] values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
            at += 4;
        }
    }
}
