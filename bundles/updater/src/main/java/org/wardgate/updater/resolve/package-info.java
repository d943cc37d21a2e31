/**
 * Tries, before anything is changed, whether an update would resolve in the framework that runs.
 */
@NullMarked
package org.wardgate.updater.resolve;

import org.jspecify.annotations.NullMarked;
