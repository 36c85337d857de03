package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Plan;
import dev.plumb.schema.Schema;

/**
 * A proved plan and what it was made from.
 *
 * @param plan in the environment's own names
 * @param live as read, before any rename of the plan
 * @param desired canonical, with the live spelling of each text that means the same
 */
public record MadePlan(Plan plan, CatalogState live, Schema desired) {}
