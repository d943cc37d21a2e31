/** Tests. */
@NullMarked
package org.wardgate.platform.kura.service;

import org.jspecify.annotations.NullMarked;
