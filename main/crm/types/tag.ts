/** Tags to put on an entity and to take off it; others stay (crm-api.md 3.3, 3.4). */
export interface TagChanges {
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}
