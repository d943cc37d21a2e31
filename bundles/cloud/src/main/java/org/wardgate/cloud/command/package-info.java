/** Commands that come from the cloud: each signed by an operator, each carried out at most once. */
@NullMarked
package org.wardgate.cloud.command;

import org.jspecify.annotations.NullMarked;
