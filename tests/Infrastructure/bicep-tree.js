// Parses Bicep files with tree-sitter-bicep and prints what they declare as JSON: bicep-tree.js FILE...
// An object is a JSON object, an array a JSON array, a plain string a JSON string; every other expression is { "$": its text } with the
// declarations inside it under "in" (the branches of a condition, the arguments of union, the body of a loop).
const fs = require('fs');
const path = require('path');

const modules = process.env.NODE_PATH;
const { Parser, Language } = require('web-tree-sitter');

function text(node) {
  return node.namedChildren.filter(child => child.type === 'string_content').map(child => child.text).join('');
}

function key(property) {
  const name = property.namedChildren[0];
  return name.type === 'string' ? name.namedChildren.map(part => (part.type === 'string_content' ? part.text : '${' + part.text.replace(/^\$\{|\}$/g, '') + '}')).join('') : name.text;
}

function value(node) {
  switch (node.type) {
    case 'object': {
      const result = {};
      for (const property of node.namedChildren) {
        if (property.type === 'object_property' && property.namedChildren.length > 1) result[key(property)] = value(property.namedChildren[1]);
      }
      return result;
    }
    case 'array':
      return node.namedChildren.filter(child => child.type !== 'comment').map(value);
    case 'string':
      return node.namedChildren.every(child => child.type === 'string_content') ? text(node) : { $: node.text };
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    default: {
      const inside = [];
      const walk = child => (child.type === 'object' || child.type === 'array' ? inside.push(value(child)) : child.namedChildren.forEach(walk));
      node.namedChildren.forEach(walk);
      return inside.length ? { $: node.text, in: inside } : { $: node.text };
    }
  }
}

function errors(node, found = []) {
  if (node.isError || node.isMissing) found.push(`${node.startPosition.row + 1}:${node.startPosition.column + 1} ${JSON.stringify(node.text.slice(0, 40))}`);
  node.children.forEach(child => errors(child, found));
  return found;
}

// Names that an expression uses without anything declaring them; there is no compiler that would say so.
function unknown(root) {
  const declared = new Set(root.namedChildren.filter(node => /_declaration$/.test(node.type)).map(node => node.namedChildren[0].text));
  const found = new Set();
  const walk = (node, locals) => {
    if (node.type === 'for_statement') {
      const head = node.namedChildren[0];
      locals = new Set([...locals, ...(head.type === 'identifier' ? [head] : head.namedChildren).map(name => name.text)]);
    } else if (node.type === 'lambda_expression') {
      const head = node.namedChildren[0];
      locals = new Set([...locals, ...(head.type === 'identifier' ? [head] : head.namedChildren).map(name => name.text)]);
    } else if (node.type === 'identifier') {
      if (!declared.has(node.text) && !locals.has(node.text)) found.add(`${node.startPosition.row + 1}: ${node.text}`);
      return;
    }
    const skip = node.type === 'call_expression' || (node.type === 'object_property' && node.namedChildren[0].type === 'identifier') ? 1 : 0;
    if (skip && node.type === 'call_expression' && node.namedChildren[0].type === 'identifier' && !functions.has(node.namedChildren[0].text)) {
      found.add(`${node.startPosition.row + 1}: ${node.namedChildren[0].text}()`);
    }
    if (skip && node.type === 'call_expression' && node.namedChildren[0].type !== 'identifier') walk(node.namedChildren[0], locals);
    node.namedChildren.slice(skip).forEach(child => walk(child, locals));
  };
  for (const node of root.namedChildren) {
    if (/_declaration$/.test(node.type)) node.namedChildren.slice(1).filter(child => child.type !== 'type').forEach(child => walk(child, new Set()));
  }
  return [...found];
}

// The functions of Bicep that these templates use.
const functions = new Set(['concat', 'empty', 'endsWith', 'filter', 'guid', 'json', 'loadJsonContent', 'loadYamlContent', 'map', 'readEnvironmentVariable', 'replace',
  'resourceGroup', 'subscription', 'subscriptionResourceId', 'take', 'toLower', 'toUpper', 'uniqueString']);

function declare(root) {
  const file = { scope: null, using: null, params: [], variables: [], outputs: [], resources: [], modules: [] };
  let decorators = [];
  for (const node of root.namedChildren) {
    const parts = node.namedChildren;
    const name = parts.length && parts[0].type === 'identifier' ? parts[0].text : null;
    const typed = parts.find(part => part.type === 'type');
    const last = parts[parts.length - 1];
    if (node.type === 'decorators') {
      decorators = parts.map(decorator => decorator.text.replace(/^@/, ''));
      continue;
    }
    switch (node.type) {
      case 'target_scope_assignment': file.scope = text(parts[0]); break;
      case 'using_statement': file.using = text(parts[0]); break;
      case 'parameter_declaration':
        file.params.push({ name, type: typed ? typed.text : null, decorators, value: last.type === 'type' ? null : value(last) });
        break;
      case 'variable_declaration': file.variables.push({ name, value: value(last) }); break;
      case 'output_declaration': file.outputs.push({ name, type: typed.text, decorators, value: value(last) }); break;
      case 'resource_declaration':
        file.resources.push({ name, type: text(parts[1]), existing: /\bexisting\s*=/.test(node.text.split('\n')[0]), line: node.startPosition.row + 1, body: value(last) });
        break;
      case 'module_declaration':
        file.modules.push({ name, path: text(parts[1]), line: node.startPosition.row + 1, body: value(last) });
        break;
    }
    decorators = [];
  }
  return file;
}

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.join(modules, 'tree-sitter-bicep', 'tree-sitter-bicep.wasm')));
  const files = {};
  for (const name of process.argv.slice(2)) {
    let source = fs.readFileSync(name, 'utf8');
    // The grammar has no parameter files; there an assignment reads like a variable's, in columns of its own.
    if (name.endsWith('.bicepparam')) source = source.replace(/^param (?=\w+ *=)/gm, 'var   ');
    const tree = parser.parse(source);
    files[name] = { errors: errors(tree.rootNode), unknown: unknown(tree.rootNode), ...declare(tree.rootNode) };
  }
  console.log(JSON.stringify(files));
})();
