/**
 * Endpoints of the fields that the site adds to profiles.
 */
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { notFound } from '#server/platform/refuse.ts'
import { addField, changeField, raiseField, removeField } from '#server/site/people/fields/define-fields.ts'
import {
  definedFieldsView,
  definedFieldView,
  fieldInput,
  newFieldInput,
  tooManyFields,
} from '#server/site/people/fields/field.ts'
import { fieldPage, fieldsPage } from '#server/site/people/fields/pages.ts'
import { readField, readFields } from '#server/site/people/fields/views.ts'

const root = '/site/profile-fields'
const one = `${root}/:field` as const
const who = 'manage_people'

export const fieldRoutes: readonly Endpoint[] = [
  reads({
    path: root,
    summary: 'The fields that the site adds to every profile, in their order, each with how many profiles use it.',
    who,
    refusals: [notFound],
    view: definedFieldsView,
    read: readFields,
    page: fieldsPage,
  }),
  acts({
    path: root,
    summary:
      'Adds a field to every profile. Files and the API call it `custom_<key>`; without `key` the label in plain letters is taken.',
    who,
    refusals: [notFound, tooManyFields],
    created: true,
    form: root,
    input: newFieldInput,
    view: definedFieldsView,
    act: addField,
    readView: readFields,
    respond: () => ({ location: root, flash: 'The field is added.' }),
  }),
  reads({
    path: one,
    summary: 'One field of profiles.',
    who,
    view: definedFieldView,
    read: (look, actor, { field }) => readField(look, actor, field),
    page: fieldPage,
  }),
  acts({
    path: one,
    also: 'PUT',
    summary: 'Replaces the label of a field, who sees it and who changes it. Its key stays.',
    who,
    form: one,
    input: fieldInput,
    act: changeField,
    respond: () => ({ location: root, flash: 'Saved.' }),
  }),
  acts({
    path: `${one}/raising`,
    summary: 'Moves a field up by one place.',
    who,
    act: raiseField,
    respond: () => ({ location: root }),
  }),
  acts({
    path: `${one}/removal`,
    also: 'DELETE',
    summary: 'Removes a field, and what all profiles say in it.',
    who,
    act: removeField,
    respond: () => ({ location: root, flash: 'The field is removed.' }),
  }),
]
