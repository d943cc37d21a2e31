/** Tests. */
@NullMarked
package org.wardgate.cloud.command;

import org.jspecify.annotations.NullMarked;
