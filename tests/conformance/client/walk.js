// A vendor's day with a FHIR client that knows nothing of this server; client_test.py starts it.
// Usage: node walk.js BASE TOKEN      exit codes: 0 all as it should be, 1 not (the assertion says what)
'use strict';

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');
const path = require('node:path');

const installed = createRequire(path.join(process.env.LINKKI_CLIENT_MODULES, 'package.json'));
const Client = installed('fhir-kit-client');

const SYSTEM = 'https://example.org/client-test';
const client = new Client({ baseUrl: process.argv[2], bearerToken: process.argv[3] });

const patient = (value) => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value }],
  name: [{ family: 'Virtanen', given: [value] }],
});

async function fails(status, promise) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.response.status, status);
    assert.equal(error.response.data.resourceType, 'OperationOutcome');
    return true;
  });
}

async function capabilities() {
  const statement = await client.capabilityStatement();
  assert.equal(statement.fhirVersion, '4.0.1');
  assert.ok(statement.rest[0].resource.some((one) => one.type === 'ServiceRequest'));
}

async function versions() {
  const created = await client.create({ resourceType: 'Patient', body: patient('versions') });
  const id = created.id;
  assert.deepEqual(await client.read({ resourceType: 'Patient', id }), created);
  const updated = await client.update({ resourceType: 'Patient', id, body: { ...created, gender: 'female' } });
  assert.equal(updated.meta.versionId, '2');
  const patched = await client.patch({
    resourceType: 'Patient', id, JSONPatch: [{ op: 'replace', path: '/gender', value: 'other' }],
  });
  assert.equal(patched.gender, 'other');
  assert.deepEqual(await client.vread({ resourceType: 'Patient', id, version: '1' }), created);
  await fails(412, client.update({
    resourceType: 'Patient', id, body: { ...created, active: true }, options: { headers: { 'If-Match': 'W/"1"' } },
  }));
  await client.delete({ resourceType: 'Patient', id });
  await fails(410, client.read({ resourceType: 'Patient', id }));
  const history = await client.history({ resourceType: 'Patient', id });
  assert.deepEqual(history.entry.map((entry) => entry.request.method), ['DELETE', 'PUT', 'PUT', 'POST']);
}

async function conditional() {
  const searchParams = { identifier: `${SYSTEM}|conditional` };
  const first = await client.update({ resourceType: 'Patient', searchParams, body: patient('conditional') });
  const again = await client.update({
    resourceType: 'Patient', searchParams, body: { ...patient('conditional'), active: true },
  });
  assert.equal(again.id, first.id);
  assert.equal(again.meta.versionId, '2');
}

async function transaction() {
  const fullUrl = 'urn:uuid:7a3b1c52-5f0e-4a58-9c52-0c6f1d0b7a01';
  const answer = await client.transaction({
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl, resource: patient('transaction'), request: { method: 'POST', url: 'Patient' } },
        {
          resource: { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: { reference: fullUrl } },
          request: { method: 'POST', url: 'ServiceRequest' },
        },
      ],
    },
  });
  assert.deepEqual(answer.entry.map((entry) => entry.response.status.slice(0, 3)), ['201', '201']);
  const subject = answer.entry[0].response.location.match(/Patient\/[^/]+/)[0];
  const found = await client.search({ resourceType: 'ServiceRequest', searchParams: { subject, _include: 'ServiceRequest:subject' } });
  assert.equal(found.total, 1);
  assert.deepEqual(found.entry.map((entry) => entry.search.mode), ['match', 'include']);
  const resolved = await client.resolve({ reference: found.entry[0].resource.subject.reference });
  assert.equal(resolved.identifier[0].value, 'transaction');
}

async function batch() {
  const answer = await client.batch({
    body: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { resource: patient('batch'), request: { method: 'POST', url: 'Patient' } },
        { resource: { resourceType: 'Patient', gender: 'woman' }, request: { method: 'POST', url: 'Patient' } },
        { request: { method: 'GET', url: `Patient?identifier=${SYSTEM}|nobody` } },
      ],
    },
  });
  assert.deepEqual(answer.entry.map((entry) => entry.response.status.slice(0, 3)), ['201', '422', '200']);
}

async function paging() {
  for (let i = 0; i < 25; ++i) {
    await client.create({ resourceType: 'Patient', body: { ...patient(`page-${i}`), name: [{ family: 'Pages' }] } });
  }
  const byPost = await client.search({ resourceType: 'Patient', searchParams: { family: 'Pages' }, options: { postSearch: true } });
  assert.equal(byPost.total, 25);
  const seen = [];
  let pages = 0;
  let bundle = await client.search({ resourceType: 'Patient', searchParams: { family: 'Pages', _count: 10, _sort: '_id' } });
  for (; bundle; bundle = await client.nextPage({ bundle })) {
    seen.push(...bundle.entry.map((entry) => entry.resource.id));
    pages += 1;
  }
  assert.equal(pages, 3);
  assert.equal(new Set(seen).size, 25);
  assert.deepEqual(seen, [...seen].sort());
}

async function errors() {
  await fails(404, client.read({ resourceType: 'Patient', id: 'nobody' }));
  await fails(400, client.search({ resourceType: 'Patient', searchParams: { nmae: 'x' } }));
  await fails(422, client.create({ resourceType: 'Patient', body: { resourceType: 'Patient', gendr: 'x' } }));
  const stranger = new Client({ baseUrl: process.argv[2] });
  await fails(401, stranger.search({ resourceType: 'Patient', searchParams: {} }));
  assert.equal((await stranger.search({ resourceType: 'HealthcareService', searchParams: {} })).type, 'searchset');
}

async function meta() {
  const { id } = await client.create({ resourceType: 'Patient', body: patient('meta') });
  const input = { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: { tag: [{ system: SYSTEM, code: 'seen' }] } }] };
  await client.operation({ name: '$meta-add', resourceType: 'Patient', id, input });
  const tagged = await client.search({ resourceType: 'Patient', searchParams: { _tag: `${SYSTEM}|seen` } });
  assert.equal(tagged.total, 1);
}

async function main() {
  const steps = [capabilities, versions, conditional, transaction, batch, paging, errors, meta];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      console.error(`${step.name}:`, error.response ? JSON.stringify(error.response.data) : error);
      process.exit(1);
    }
  }
  console.log(`fhir-kit-client: ${steps.map((step) => step.name).join(', ')} went as they should`);
}

main();
