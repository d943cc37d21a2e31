/**
 * Brings the journal to the cloud: each record at least once, in order, however long the way was
 * closed. The cursor moves only over what the cloud acknowledged, so nothing has to be remembered
 * but the cursor.
 */
@NullMarked
package org.wardgate.cloud;

import org.jspecify.annotations.NullMarked;
