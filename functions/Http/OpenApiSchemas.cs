namespace IntegrationHub.Functions.Http;

/// <summary>The schemas that the API's description refers to.</summary>
internal static class OpenApiSchemas
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Order"] = """{"type":"object","description":"order/v1;全文见 hub schema order / the full schema: hub schema order","properties":{"schema":{"const":"order/v1"},"id":{"type":"string","format":"uuid"},"orderNumber":{"type":["string","null"]},"lines":{"type":"array","items":{"type":"object"}}}}""",
        ["OrderPage"] = """{"type":"object","required":["orders","next"],"properties":{"orders":{"type":"array","items":{"$ref":"#/components/schemas/Order"}},"next":{"type":["string","null"],"description":"after=…"}}}""",
        ["Receipt"] = """{"type":"object","required":["documentId"],"properties":{"documentId":{"type":"string","format":"uuid"}}}""",
        ["Finding"] = """{"type":"object","required":["code","severity","message","messageZh"],"properties":{"code":{"type":"string"},"severity":{"enum":["info","warning","hold","reject","error"]},"message":{"type":"string"},"messageZh":{"type":"string"},"where":{"type":["string","null"]},"field":{"type":["string","null"]}}}""",
        ["ImportDocument"] = """{"type":"object","required":["input","outcome","orders","results","findings","confidence","elapsedMs"],"properties":{"input":{"type":"string"},"documentId":{"type":["string","null"]},"outcome":{"enum":["accepted","held","rejected","duplicate","failed"]},"orders":{"type":"array","items":{"$ref":"#/components/schemas/Order"}},"ordersOmitted":{"type":["integer","null"]},"results":{"type":"array","items":{"type":"object","properties":{"index":{"type":"integer"},"id":{"type":"string","format":"uuid"},"orderNumber":{"type":["string","null"]},"outcome":{"enum":["accepted","held","rejected","duplicate"]},"findings":{"type":"array","items":{"$ref":"#/components/schemas/Finding"}},"duplicateOf":{"type":["string","null"]}}}},"findings":{"type":"array","items":{"$ref":"#/components/schemas/Finding"}},"confidence":{"type":"number","minimum":0,"maximum":1},"elapsedMs":{"type":"integer"}}}""",
        ["FileForm"] = """{"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"},"sender":{"type":"string"},"mapping":{"type":"string"}}}""",
        ["OrderVerb"] = """{"type":"object","properties":{"actor":{"type":"string"},"reason":{"type":"string"},"original":{"type":"string","format":"uuid"}}}""",
        ["DeadLetterVerb"] = """{"type":"object","properties":{"query":{"type":"object","properties":{"ids":{"type":"array","items":{"type":"integer"}},"queue":{"type":"string"},"faultCode":{"type":"string"},"fingerprint":{"type":"string"},"document":{"type":"string"},"state":{"type":"string"},"limit":{"type":"integer"}}},"actor":{"type":"string"},"reason":{"type":"string"},"body":{"type":"string","contentEncoding":"base64"}}}""",
        ["Count"] = """{"type":"object","required":["count"],"properties":{"count":{"type":"integer"}}}""",
        ["Problem"] = """{"type":"object","required":["type","title","status","detail","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},"where":{"type":"string"},"instance":{"type":"string"}}}""",
    };
}
