'use strict';

const { httpGet } = require('./httpGet.cjs');

// Anyone of the example company would do.
const DEMO_PERSON = 'user:default/jonas.lindqvist';

/** Whether every plugin runs, the pages are served, and the demo has its company. */
async function isUsable(url) {
  const answers = await Promise.all(
    ['/.backstage/health/v1/readiness', '/'].map(path => httpGet(url + path)),
  );
  return (
    answers.every(answer => answer && answer.status === 200) &&
    hasDemoCompany(url)
  );
}

/** A fresh demo reads its catalog and takes its decisions after it has started. */
async function hasDemoCompany(url) {
  const session = await httpGet(`${url}/api/auth/demo/refresh`, {
    'x-demo-person': DEMO_PERSON,
    'x-requested-with': 'XMLHttpRequest',
  });
  if (session && session.status === 200) {
    const { token } = JSON.parse(session.body).backstageIdentity;
    const models = await httpGet(`${url}/api/ai-foundation/models`, {
      authorization: `Bearer ${token}`,
    });
    return models !== undefined && models.body.includes('"approved"');
  }
  const people = await httpGet(`${url}/api/auth/demo/people`);
  // Without the demo there is nothing to wait for.
  return people !== undefined && people.status === 404;
}

module.exports = { isUsable };
